-- With what the one rule asks of a post, so that counting the posts of a member, for each look at their profile, reads the
-- index alone.
drop index posts_by_author;
create index posts_by_author on posts (author_id, id, audience, deleted_at);
