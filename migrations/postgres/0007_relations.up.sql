-- How one member stands to another, from the first one's side. What both sides share (friendship, a block) is
-- written into both rows in one transaction. The keys are ids made when a state began: they order the lists.
create table relations (
    user_id bigint not null references users (id) on delete cascade,
    other_id bigint not null references users (id) on delete cascade,
    follow text not null default 'none', -- none, requested, following
    friendship text not null default 'none', -- none, outgoing, incoming, friends
    blocking boolean not null default false,
    severed boolean not null default false, -- one of the two blocks the other
    muting boolean not null default false,
    pulled boolean not null default false, -- the other's posts are merged into the home feed when it is read
    follow_key bigint,
    friend_key bigint,
    block_key bigint,
    mute_key bigint,
    follow_declined_at bigint, -- when the other last declined
    friendship_declined_at bigint,
    primary key (user_id, other_id),
    check (user_id <> other_id)
);
create index relations_follow on relations (user_id, follow, follow_key);
create index relations_followed on relations (other_id, follow, follow_key);
create index relations_friendship on relations (user_id, friendship, friend_key);
create index relations_blocking on relations (user_id, block_key) where blocking;
create index relations_severed on relations (user_id, other_id) where severed;
create index relations_muting on relations (user_id, mute_key) where muting;
create index relations_pulled on relations (user_id, other_id) where pulled;

-- How many rows of each kind a member has. Changed in the transaction that changes the rows.
create table relation_counts (
    user_id bigint primary key references users (id) on delete cascade,
    followers bigint not null default 0,
    following bigint not null default 0,
    friends bigint not null default 0,
    follow_requests bigint not null default 0, -- waiting for the member's decision
    friend_requests bigint not null default 0,
    is_pulled boolean not null default false -- too many followers to write each one's timeline
);

-- The few whom lists and counts leave out.
create index users_suspended on users (id) where suspended_at is not null;

-- Who is named by a post for selected people.
create table post_selected (
    post_id bigint not null references posts (id) on delete cascade,
    user_id bigint not null references users (id) on delete cascade,
    primary key (post_id, user_id)
);
create index post_selected_by_user on post_selected (user_id, post_id);

-- Suggestions that a member never wants to see again.
create table dismissed_suggestions (
    user_id bigint not null references users (id) on delete cascade,
    other_id bigint not null references users (id) on delete cascade,
    primary key (user_id, other_id)
);
create index dismissed_suggestions_by_other on dismissed_suggestions (other_id);
