drop table profile_tags;
drop table profile_privacy;
drop index users_by_cover;
drop index users_by_avatar;
alter table users drop column cover_id;
alter table users drop column avatar_id;
