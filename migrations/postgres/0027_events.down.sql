drop table calendar_feeds;
drop table event_reminders;
drop table event_responses;
delete from media where purpose = 'event';
drop table events;
