drop table timeline_ends;
drop trigger timelines_leave_with_their_member;
create table timelines_referring (
    user_id integer not null references users (id) on delete cascade,
    post_id integer not null,
    author_id integer not null,
    primary key (user_id, post_id)
) without rowid;
insert into timelines_referring select user_id, post_id, author_id from timelines
    where user_id in (select id from users);
drop table timelines;
alter table timelines_referring rename to timelines;
