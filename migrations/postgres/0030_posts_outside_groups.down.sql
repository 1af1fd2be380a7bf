alter table group_words alter column word type text collate "default";
drop index posts_outside_groups;
