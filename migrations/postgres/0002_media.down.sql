drop table media_variants;
drop table media;
