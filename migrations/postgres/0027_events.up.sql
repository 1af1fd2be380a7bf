-- Events in groups. Counts change in the transaction that changes the rows.
create table events (
    id bigint primary key,
    group_id bigint not null references groups (id) on delete cascade,
    creator_id bigint not null references users (id) on delete cascade,
    title text not null,
    description text not null,
    time_zone text not null, -- its IANA name
    starts_local text not null, -- what was meant: the clock of the time zone, with the offset from UTC
    starts_at bigint not null, -- the moment that follows from it
    ends_local text,
    ends_at bigint,
    over_at bigint not null, -- the end, or some hours after the beginning
    place text,
    offers_maybe boolean not null,
    capacity bigint, -- null: everybody
    image_id bigint references media (id) on delete set null,
    sequence bigint not null default 0, -- how often it was changed
    timed_since bigint not null default 0, -- the sequence since which it is at this time
    going bigint not null default 0,
    maybe bigint not null default 0,
    not_going bigint not null default 0,
    waiting bigint not null default 0,
    created_at bigint not null,
    changed_at bigint not null,
    cancelled_at bigint
);
create index events_of_group on events (group_id, starts_at, id);
create index events_to_come on events (starts_at, id) where cancelled_at is null;
create index events_by_creator on events (creator_id);
create unique index events_by_image on events (image_id) where image_id is not null;

-- What members said. No row: nothing.
create table event_responses (
    event_id bigint not null references events (id) on delete cascade,
    user_id bigint not null references users (id) on delete cascade,
    response text not null, -- going, maybe, not_going, waiting
    response_key bigint not null, -- orders the lists, and those who wait
    responded_at bigint not null, -- when they came to stand so
    primary key (event_id, user_id)
);
create index event_responses_in_order on event_responses (event_id, response_key);
create index event_responses_alike on event_responses (event_id, response, response_key);
create index event_responses_by_user on event_responses (user_id);

-- Which reminders were told, of which time.
create table event_reminders (
    event_id bigint not null references events (id) on delete cascade,
    which text not null, -- day_before, hour_before
    starts_at bigint not null,
    primary key (event_id, which, starts_at)
);

-- The private addresses of calendars.
create table calendar_feeds (
    user_id bigint primary key references users (id) on delete cascade,
    seed bytea not null, -- the address is made of it, with a key that is kept elsewhere
    token_hash bytea not null unique,
    created_at bigint not null
);
