drop table pinned_posts;
drop table bookmarks;
drop table post_versions;
drop index posts_shares_by_author;
drop index posts_shares;
alter table posts drop column content_warning;
alter table posts drop column shared_id;
