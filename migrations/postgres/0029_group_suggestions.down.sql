drop index group_members_invited_by;
drop table dismissed_groups;
drop index posts_pictured_in_group;
