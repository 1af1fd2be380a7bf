-- The post that a post shares, never a share itself. No reference: a share stays one when its original is gone with its
-- author, and says so. And what is said before a post is shown.
alter table posts add column shared_id integer;
alter table posts add column content_warning text;
create index posts_shares on posts (shared_id, id) where shared_id is not null and deleted_at is null;
create index posts_shares_by_author on posts (shared_id, author_id) where shared_id is not null and deleted_at is null;

-- What posts said before an edit replaced it; what they say now is in the post.
create table post_versions (
    id integer primary key,
    post_id integer not null references posts (id) on delete cascade,
    title text,
    content text not null,
    written_at integer not null,
    replaced_at integer not null
);
create index post_versions_by_post on post_versions (post_id, id);

-- What members keep for themselves. The key is an id made when they did: it orders the list.
create table bookmarks (
    user_id integer not null references users (id) on delete cascade,
    post_id integer not null references posts (id) on delete cascade,
    bookmark_key integer not null,
    primary key (user_id, post_id)
) without rowid;
create index bookmarks_by_key on bookmarks (user_id, bookmark_key);
create index bookmarks_by_post on bookmarks (post_id);

-- The one post that a profile begins with.
create table pinned_posts (
    user_id integer primary key references users (id) on delete cascade,
    post_id integer not null unique references posts (id) on delete cascade
);
