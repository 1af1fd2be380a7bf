drop table group_words;
drop table group_members;
delete from media where purpose = 'banner';
drop table groups;
