-- What the readers of a post are asked. Tallies are changed in the transaction that changes the votes they count.
alter table posts add column has_poll boolean not null default false;

create table polls (
    post_id integer primary key references posts (id) on delete cascade,
    multiple boolean not null,
    results text not null, -- after_vote, at_end
    ends_at integer,
    voters integer not null default 0
);

-- The ids of a poll's options are in their order.
create table poll_options (
    id integer primary key,
    post_id integer not null references polls (post_id) on delete cascade,
    text text not null,
    votes integer not null default 0
);
create index poll_options_by_poll on poll_options (post_id, id);

create table poll_votes (
    post_id integer not null references polls (post_id) on delete cascade,
    user_id integer not null references users (id) on delete cascade,
    option_id integer not null references poll_options (id) on delete cascade,
    primary key (post_id, user_id, option_id)
) without rowid;
create index poll_votes_by_user on poll_votes (user_id);
create index poll_votes_by_option on poll_votes (option_id);
