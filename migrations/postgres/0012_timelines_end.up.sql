-- The reference on the member was looked up for every row that a post writes into the timelines of its author's
-- followers. A trigger keeps what it promised.
alter table timelines drop constraint timelines_user_id_fkey;
create function forget_timeline() returns trigger language plpgsql as $$
begin
    delete from timelines where user_id = old.id;
    return null;
end
$$;
create trigger timelines_leave_with_their_member after delete on users
    for each row execute function forget_timeline();

-- Where a member's timeline was cut off: this post and older ones are not in it, home reads them from their authors.
-- No row: it was never cut.
create table timeline_ends (
    user_id bigint primary key references users (id) on delete cascade,
    post_id bigint not null
);
