drop table poll_votes;
drop table poll_options;
drop table polls;
alter table posts drop column has_poll;
