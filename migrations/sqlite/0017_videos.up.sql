-- What only videos have; null for pictures.
alter table media add column duration_ms integer; -- null until it is known
alter table media add column progress integer; -- percent of the work that is done
alter table media add column failure text; -- why it could not be made playable
