-- Groups. Counts change in the transaction that changes the rows.
create table groups (
    id integer primary key,
    title text not null,
    description text not null,
    privacy text not null, -- open, request, hidden
    moderators_decide boolean not null default false,
    owner_id integer not null references users (id) on delete cascade,
    banner_id integer references media (id) on delete set null,
    activity_key integer not null, -- what was posted last, or the group itself: orders the lists
    member_count integer not null default 0,
    request_count integer not null default 0, -- who waits to be let in
    created_at integer not null,
    deleted_at integer
);
create index groups_found_by_activity on groups (activity_key) where privacy <> 'hidden' and deleted_at is null;
create index groups_by_owner on groups (owner_id);
create unique index groups_by_banner on groups (banner_id) where banner_id is not null;

-- How somebody stands to a group. No row: nothing joins them.
create table group_members (
    group_id integer not null references groups (id) on delete cascade,
    user_id integer not null references users (id) on delete cascade,
    standing text not null, -- banned, none, requested, invited, member, moderator, owner
    belongs boolean not null, -- member, moderator or owner
    member_key integer not null, -- orders the lists
    invitation_id integer, -- the last one
    invited_by integer references users (id) on delete set null,
    changed_at integer not null, -- when they came to stand so; a change of role leaves it
    refused_at integer, -- when a request of theirs was last refused
    declined_at integer, -- when they last declined an invitation
    primary key (group_id, user_id)
) without rowid;
create index group_members_inside on group_members (group_id, member_key) where belongs;
create index group_members_staff on group_members (group_id, member_key) where standing in ('moderator', 'owner');
create index group_members_outside on group_members (group_id, standing, member_key) where not belongs;
create index group_members_belonging on group_members (user_id, group_id) where belongs;
create index group_members_of_user on group_members (user_id, standing, member_key);
create unique index group_members_by_invitation on group_members (invitation_id) where invitation_id is not null;
create index group_members_by_inviter on group_members (invited_by) where invited_by is not null;

-- The words by which a group is found.
create table group_words (
    word text not null,
    group_id integer not null references groups (id) on delete cascade,
    primary key (word, group_id)
) without rowid;
create index group_words_by_group on group_words (group_id, word);
