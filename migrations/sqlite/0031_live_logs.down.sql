drop table live_events;
drop table live_logs;
