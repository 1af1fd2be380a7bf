-- Whom the text of a post mentions. By account: the handle is as it stood in the text when it was written, and may be
-- somebody else's by now.
create table post_mentions (
    post_id bigint not null references posts (id) on delete cascade,
    written text collate "C" not null, -- the handle, in lower case
    user_id bigint not null references users (id) on delete cascade,
    primary key (post_id, written)
);
create index post_mentions_by_user on post_mentions (user_id, post_id);

-- The tags of posts, in the form that is compared. The feed of a tag walks the primary key.
create table post_tags (
    tag text collate "C" not null,
    post_id bigint not null references posts (id) on delete cascade,
    primary key (tag, post_id)
);
create index post_tags_by_post on post_tags (post_id, tag);

-- The tags that members follow. The key is an id made when it began: it orders the list.
create table tag_follows (
    user_id bigint not null references users (id) on delete cascade,
    tag text collate "C" not null,
    follow_key bigint not null,
    primary key (user_id, tag)
);
create index tag_follows_by_key on tag_follows (user_id, follow_key);
