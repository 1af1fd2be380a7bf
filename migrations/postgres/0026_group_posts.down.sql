drop table group_pins;
drop index posts_of_group;
drop index posts_in_group;
delete from posts where audience = 'group';
alter table posts drop column deleted_by;
alter table posts drop column group_id;
