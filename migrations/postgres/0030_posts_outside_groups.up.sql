-- What authors show on their profiles and at home: not what they said in groups.
create index posts_outside_groups on posts (author_id, id) where deleted_at is null and audience <> 'group';

-- Words are looked for by how they begin, in the order of their bytes, whatever the database sorts by.
alter table group_words alter column word type text collate "C";
