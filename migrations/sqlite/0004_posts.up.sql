create table posts (
    id integer primary key,
    author_id integer not null references users (id) on delete cascade,
    title text,
    content text not null,
    audience text not null,
    media_count integer not null default 0,
    created_at integer not null,
    edited_at integer,
    deleted_at integer
);
create index posts_by_author on posts (author_id, id) where deleted_at is null;
create index posts_public on posts (id) where audience = 'public' and deleted_at is null;

-- The pictures of a post, in order. A picture belongs to one post only.
create table post_media (
    post_id integer not null references posts (id) on delete cascade,
    position integer not null,
    media_id integer not null unique references media (id) on delete cascade,
    primary key (post_id, position)
);
