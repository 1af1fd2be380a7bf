-- What members' open pages are told of, in the order of a number that grows with each event of a member.
create table live_logs (
    user_id bigint primary key references users (id) on delete cascade,
    last_seq bigint not null,
    connected_at bigint not null -- when the member was last known to be connected: who stays away has nothing to resume
);

create table live_events (
    user_id bigint not null references users (id) on delete cascade,
    seq bigint not null,
    event text not null, -- names, no content
    created_at bigint not null,
    primary key (user_id, seq)
);
create index live_events_by_age on live_events (created_at);
