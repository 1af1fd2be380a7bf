update post_tallies set shares = (
    select count(*) from posts s where s.shared_id = post_tallies.post_id and s.deleted_at is null
) where post_id in (select s.shared_id from posts s where s.shared_id is not null);
