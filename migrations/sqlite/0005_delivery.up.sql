-- Domain events that not every consumer has handled yet.
create table outbox (
    seq integer primary key autoincrement,
    event text not null -- JSON
);

create table outbox_consumed (
    consumer text not null,
    seq integer not null,
    primary key (seq, consumer)
);

-- Events that a consumer failed to handle too often.
create table outbox_parked (
    seq integer not null,
    consumer text not null,
    event text not null,
    reason text not null,
    parked_at integer not null,
    primary key (seq, consumer)
);

-- Jobs that failed too often, or that can never succeed.
create table jobs_parked (
    id integer primary key autoincrement,
    job text not null, -- JSON
    failures integer not null,
    reason text not null,
    parked_at integer not null
);

create table idempotency_keys (
    user_id integer not null references users (id) on delete cascade,
    operation text not null,
    idempotency_key text not null,
    fingerprint blob not null,
    made_id integer not null,
    created_at integer not null,
    primary key (user_id, operation, idempotency_key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
