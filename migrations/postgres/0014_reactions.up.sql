-- Who reacted to which post, and how: one reaction each. The key is an id made when the reaction became what it is: it
-- orders the lists.
create table post_reactions (
    post_id bigint not null references posts (id) on delete cascade,
    user_id bigint not null references users (id) on delete cascade,
    kind text not null, -- like, love, care, haha, wow, sad, angry
    reaction_key bigint not null,
    created_at bigint not null,
    primary key (post_id, user_id)
);
create index post_reactions_newest on post_reactions (post_id, reaction_key);
create index post_reactions_by_kind on post_reactions (post_id, kind, reaction_key);
create index post_reactions_by_user on post_reactions (user_id, post_id);

-- How many rows of each kind hang on a post. Changed in the transaction that changes the rows. No row: nothing yet.
create table post_tallies (
    post_id bigint primary key references posts (id) on delete cascade,
    likes bigint not null default 0,
    loves bigint not null default 0,
    cares bigint not null default 0,
    hahas bigint not null default 0,
    wows bigint not null default 0,
    sads bigint not null default 0,
    angries bigint not null default 0,
    comments bigint not null default 0,
    shares bigint not null default 0
);
