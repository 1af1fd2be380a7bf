drop table post_counts;
