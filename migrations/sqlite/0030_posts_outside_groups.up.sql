-- What authors show on their profiles and at home: not what they said in groups.
create index posts_outside_groups on posts (author_id, id) where deleted_at is null and audience <> 'group';
