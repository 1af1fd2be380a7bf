-- The home feed of each member: posts by those they follow, written when they are published. What may be seen is
-- decided when the feed is read. No references on the post and its author: a row that leads nowhere shows nothing.
create table timelines (
    user_id bigint not null references users (id) on delete cascade,
    post_id bigint not null,
    author_id bigint not null,
    primary key (user_id, post_id)
);
