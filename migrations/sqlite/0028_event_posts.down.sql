delete from posts where has_event;
alter table posts drop column has_event;
