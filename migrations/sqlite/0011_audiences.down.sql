drop table member_settings;
drop index posts_by_audience;
drop table audience_change_posts;
drop table audience_changes;
