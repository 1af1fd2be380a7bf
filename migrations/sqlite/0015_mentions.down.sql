drop table tag_follows;
drop table post_tags;
drop table post_mentions;
