alter table users add column avatar_id integer references media (id) on delete set null;
alter table users add column cover_id integer references media (id) on delete set null;
create index users_by_avatar on users (avatar_id) where avatar_id is not null;
create index users_by_cover on users (cover_id) where cover_id is not null;

-- Who sees which part of a profile: everyone, followers, friends, only_me.
create table profile_privacy (
    user_id integer primary key references users (id) on delete cascade,
    email text not null default 'everyone',
    date_of_birth text not null default 'everyone',
    gender text not null default 'everyone',
    location text not null default 'everyone',
    job text not null default 'everyone',
    friends text not null default 'everyone',
    follows text not null default 'everyone',
    media text not null default 'everyone',
    show_presence boolean not null default true
);

-- Interests, in the order their owner gave them.
create table profile_tags (
    user_id integer not null references users (id) on delete cascade,
    position integer not null,
    tag text not null,
    tag_key text not null, -- the tag case-folded
    primary key (user_id, tag_key)
);
create index profile_tags_by_tag on profile_tags (tag_key, user_id);
