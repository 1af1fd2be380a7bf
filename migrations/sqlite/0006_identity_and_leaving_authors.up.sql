-- Which database this is, for ever: the folder of pictures carries the same mark, so that no other database
-- takes its files for abandoned ones.
create table store_identity (
    only_row integer primary key check (only_row = 1),
    identity text not null
);
insert into store_identity (only_row, identity) values (1, lower(hex(randomblob(16))));

-- With deleted posts, so that it also serves the foreign key when a member is deleted.
drop index posts_by_author;
create index posts_by_author on posts (author_id, id);
