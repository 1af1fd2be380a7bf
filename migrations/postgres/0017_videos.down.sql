-- The older version knows no videos; their files go with the next sweep.
delete from media where kind = 'video';
alter table media drop column failure;
alter table media drop column progress;
alter table media drop column duration_ms;
