drop index posts_by_author;
create index posts_by_author on posts (author_id, id);
