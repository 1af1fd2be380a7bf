drop table comment_tallies;
drop table comment_reactions;
drop table comment_mentions;
drop table comments;
delete from media where purpose = 'comment';
alter table posts drop column comment_policy;
