drop index posts_outside_groups;
