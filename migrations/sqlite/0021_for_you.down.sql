drop table for_you_popular;
drop table for_you_lists;
