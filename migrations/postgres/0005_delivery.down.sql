drop table idempotency_keys;
drop table jobs_parked;
drop table outbox_parked;
drop table outbox_consumed;
drop table outbox;
