drop index relation_counts_popular;
drop table name_deletions;
drop table name_words;
