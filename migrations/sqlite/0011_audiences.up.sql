-- Changes of the audience of many posts at once, as long as they can be taken back.
create table audience_changes (
    id integer primary key,
    author_id integer not null references users (id) on delete cascade,
    audience text not null, -- the one that the posts got
    changed_at integer not null
);
create index audience_changes_by_author on audience_changes (author_id, changed_at);

-- The posts of a change, with the audience that each had.
create table audience_change_posts (
    change_id integer not null references audience_changes (id) on delete cascade,
    post_id integer not null references posts (id) on delete cascade,
    audience text not null,
    primary key (change_id, post_id)
) without rowid;
create index audience_change_posts_by_post on audience_change_posts (post_id);

-- One's posts by audience and time, deleted ones too: such a change covers what could be restored.
create index posts_by_audience on posts (author_id, audience, created_at);

-- What members decided for themselves. No row: nothing yet.
create table member_settings (
    user_id integer primary key references users (id) on delete cascade,
    default_audience text -- the one that the composer starts with
);
