-- How often a post was shared counts its public shares alone. Whatever was shared has its tally, so that a share that
-- becomes public later changes a row that is there.
insert into post_tallies (post_id)
select distinct s.shared_id from posts s join posts o on o.id = s.shared_id where s.shared_id is not null
on conflict (post_id) do nothing;
update post_tallies set shares = (
    select count(*) from posts s
    where s.shared_id = post_tallies.post_id and s.deleted_at is null and s.audience = 'public'
) where post_id in (select s.shared_id from posts s where s.shared_id is not null);
