drop table comment_tallies;
drop table comments;
delete from media where purpose = 'comment';
alter table posts drop column comment_policy;
