-- Domain events that not every consumer has handled yet. `xid` orders them by transaction, so that an event
-- of a transaction that is still open is never overtaken.
create table outbox (
    seq bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    event text not null -- JSON
);
create index outbox_order on outbox (xid, seq);

create table outbox_consumed (
    consumer text not null,
    seq bigint not null,
    primary key (seq, consumer)
);

-- Events that a consumer failed to handle too often.
create table outbox_parked (
    seq bigint not null,
    consumer text not null,
    event text not null,
    reason text not null,
    parked_at bigint not null,
    primary key (seq, consumer)
);

-- Jobs that failed too often, or that can never succeed.
create table jobs_parked (
    id bigint generated always as identity primary key,
    job text not null, -- JSON
    failures bigint not null,
    reason text not null,
    parked_at bigint not null
);

create table idempotency_keys (
    user_id bigint not null references users (id) on delete cascade,
    operation text not null,
    idempotency_key text not null,
    fingerprint bytea not null,
    made_id bigint not null,
    created_at bigint not null,
    primary key (user_id, operation, idempotency_key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
