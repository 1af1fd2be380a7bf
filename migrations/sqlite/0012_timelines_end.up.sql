-- The reference on the member was looked up for every row that a post writes into the timelines of its author's
-- followers. A trigger keeps what it promised.
create table timelines_bare (
    user_id integer not null,
    post_id integer not null,
    author_id integer not null,
    primary key (user_id, post_id)
) without rowid;
insert into timelines_bare select user_id, post_id, author_id from timelines;
drop table timelines;
alter table timelines_bare rename to timelines;
create trigger timelines_leave_with_their_member after delete on users begin
    delete from timelines where user_id = old.id;
end;

-- Where a member's timeline was cut off: this post and older ones are not in it, home reads them from their authors.
-- No row: it was never cut.
create table timeline_ends (
    user_id integer primary key references users (id) on delete cascade,
    post_id integer not null
);
