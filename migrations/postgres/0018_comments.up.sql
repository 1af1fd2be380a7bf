-- Who may comment: everyone (who sees the post), followers, friends, mentioned, nobody.
alter table posts add column comment_policy text not null default 'everyone';

-- What members say about a post, and in answer to each other, to any depth. A comment that was deleted stays as long as
-- something stands below it.
create table comments (
    id bigint primary key,
    post_id bigint not null references posts (id) on delete cascade,
    parent_id bigint references comments (id) on delete cascade, -- null: on the post itself
    depth bigint not null, -- how many are above it
    author_id bigint not null references users (id) on delete cascade,
    content text not null,
    media_id bigint references media (id) on delete set null,
    stands boolean not null default true, -- not deleted, or something that stands answers it
    relevance bigint not null default 0, -- what its tallies are worth: orders the lists
    created_at bigint not null,
    edited_at bigint,
    deleted_at bigint,
    deleted_by bigint
);
create index comments_on_post on comments (post_id, depth, id);
create index comments_on_post_by_relevance on comments (post_id, depth, relevance, id);
create index comments_below on comments (parent_id, id) where parent_id is not null;
create index comments_below_by_relevance on comments (parent_id, relevance, id) where parent_id is not null;
create index comments_by_author on comments (author_id, post_id);
create unique index comments_by_media on comments (media_id) where media_id is not null;

-- Whom the text of a comment mentions, as with posts.
create table comment_mentions (
    comment_id bigint not null references comments (id) on delete cascade,
    written text not null, -- the handle, in lower case
    user_id bigint not null references users (id) on delete cascade,
    primary key (comment_id, written)
);
create index comment_mentions_by_user on comment_mentions (user_id, comment_id);

-- Who reacted to which comment, and how, as with posts.
create table comment_reactions (
    comment_id bigint not null references comments (id) on delete cascade,
    user_id bigint not null references users (id) on delete cascade,
    kind text not null, -- like, love, care, haha, wow, sad, angry
    reaction_key bigint not null,
    created_at bigint not null,
    primary key (comment_id, user_id)
);
create index comment_reactions_newest on comment_reactions (comment_id, reaction_key);
create index comment_reactions_by_kind on comment_reactions (comment_id, kind, reaction_key);
create index comment_reactions_by_user on comment_reactions (user_id, comment_id);

-- How many reacted to a comment, by kind, and how many comments that stand answer it. Changed in the transaction that
-- changes the rows. No row: nobody did.
create table comment_tallies (
    comment_id bigint primary key references comments (id) on delete cascade,
    likes bigint not null default 0,
    loves bigint not null default 0,
    cares bigint not null default 0,
    hahas bigint not null default 0,
    wows bigint not null default 0,
    sads bigint not null default 0,
    angries bigint not null default 0,
    replies bigint not null default 0
);
