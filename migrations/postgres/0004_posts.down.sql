drop table post_media;
drop table posts;
