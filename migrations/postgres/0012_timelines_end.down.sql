drop table timeline_ends;
drop trigger timelines_leave_with_their_member on users;
drop function forget_timeline();
delete from timelines where user_id not in (select id from users);
alter table timelines add constraint timelines_user_id_fkey
    foreign key (user_id) references users (id) on delete cascade;
