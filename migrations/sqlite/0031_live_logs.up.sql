-- What members' open pages are told of, in the order of a number that grows with each event of a member.
create table live_logs (
    user_id integer primary key references users (id) on delete cascade,
    last_seq integer not null,
    connected_at integer not null -- when the member was last known to be connected: who stays away has nothing to resume
);

create table live_events (
    user_id integer not null references users (id) on delete cascade,
    seq integer not null,
    event text not null, -- names, no content
    created_at integer not null,
    primary key (user_id, seq)
) without rowid;
create index live_events_by_age on live_events (created_at);
