-- The pictures of the posts in a group.
create index posts_pictured_in_group on posts (group_id, id) where group_id is not null and deleted_at is null and media_count > 0;

-- Which groups are suggested to whom no more.
create table dismissed_groups (
    user_id bigint not null references users (id) on delete cascade,
    group_id bigint not null references groups (id) on delete cascade,
    primary key (user_id, group_id)
);
create index dismissed_groups_by_group on dismissed_groups (group_id);

-- Whom somebody invited to a group.
create index group_members_invited_by on group_members (group_id, invited_by, member_key) where standing = 'invited' and not belongs;
