-- Who may comment: everyone (who sees the post), followers, friends, mentioned, nobody.
alter table posts add column comment_policy text not null default 'everyone';

-- What members say about a post, and in answer to each other, to any depth. A comment that was deleted stays as long as
-- something stands below it.
create table comments (
    id integer primary key,
    post_id integer not null references posts (id) on delete cascade,
    parent_id integer references comments (id) on delete cascade, -- null: on the post itself
    depth integer not null, -- how many are above it
    author_id integer not null references users (id) on delete cascade,
    content text not null,
    media_id integer references media (id) on delete set null,
    stands boolean not null default true, -- not deleted, or something that stands answers it
    relevance integer not null default 0, -- what its tallies are worth: orders the lists
    created_at integer not null,
    edited_at integer,
    deleted_at integer,
    deleted_by integer
);
create index comments_on_post on comments (post_id, depth, id);
create index comments_on_post_by_relevance on comments (post_id, depth, relevance, id);
create index comments_below on comments (parent_id, id) where parent_id is not null;
create index comments_below_by_relevance on comments (parent_id, relevance, id) where parent_id is not null;
create index comments_by_author on comments (author_id, post_id);
create unique index comments_by_media on comments (media_id) where media_id is not null;

-- Whom the text of a comment mentions, as with posts.
create table comment_mentions (
    comment_id integer not null references comments (id) on delete cascade,
    written text not null, -- the handle, in lower case
    user_id integer not null references users (id) on delete cascade,
    primary key (comment_id, written)
) without rowid;
create index comment_mentions_by_user on comment_mentions (user_id, comment_id);

-- Who reacted to which comment, and how, as with posts.
create table comment_reactions (
    comment_id integer not null references comments (id) on delete cascade,
    user_id integer not null references users (id) on delete cascade,
    kind text not null, -- like, love, care, haha, wow, sad, angry
    reaction_key integer not null,
    created_at integer not null,
    primary key (comment_id, user_id)
) without rowid;
create index comment_reactions_newest on comment_reactions (comment_id, reaction_key);
create index comment_reactions_by_kind on comment_reactions (comment_id, kind, reaction_key);
create index comment_reactions_by_user on comment_reactions (user_id, comment_id);

-- How many reacted to a comment, by kind, and how many comments that stand answer it. Changed in the transaction that
-- changes the rows. No row: nobody did.
create table comment_tallies (
    comment_id integer primary key references comments (id) on delete cascade,
    likes integer not null default 0,
    loves integer not null default 0,
    cares integer not null default 0,
    hahas integer not null default 0,
    wows integer not null default 0,
    sads integer not null default 0,
    angries integer not null default 0,
    replies integer not null default 0
);
