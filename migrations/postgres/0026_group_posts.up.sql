-- Posts in groups. Their audience is 'group', and that of no others.
alter table posts add column group_id bigint references groups (id) on delete cascade;
-- Who deleted it, when that was not its author.
alter table posts add column deleted_by bigint;
create index posts_in_group on posts (group_id, id) where group_id is not null and deleted_at is null;
create index posts_of_group on posts (group_id) where group_id is not null;

-- What owner and moderators put above the other posts of a group.
create table group_pins (
    post_id bigint primary key references posts (id) on delete cascade,
    group_id bigint not null references groups (id) on delete cascade,
    pin_key bigint not null -- orders them
);
create index group_pins_of_group on group_pins (group_id, pin_key);
