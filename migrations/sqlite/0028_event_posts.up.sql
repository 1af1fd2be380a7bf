-- A post belongs to each event, under its id: there the event is talked about.
alter table posts add column has_event boolean not null default false;
insert into posts (id, author_id, content, audience, group_id, created_at, has_event)
select e.id, e.creator_id, '', 'group', e.group_id, e.created_at, true from events e
where exists (select 1 from groups g where g.id = e.group_id and g.deleted_at is null);
