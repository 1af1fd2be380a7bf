-- How many posts a member has, by whom they are for, without deleted ones. Changed in the transaction that changes the posts.
create table post_counts (
    user_id integer primary key references users (id) on delete cascade,
    public integer not null default 0,
    unlisted integer not null default 0,
    followers integer not null default 0,
    friends integer not null default 0,
    selected integer not null default 0,
    only_me integer not null default 0
);
insert into post_counts (user_id, public, unlisted, followers, friends, selected, only_me)
select author_id,
    count(case audience when 'public' then 1 end), count(case audience when 'unlisted' then 1 end),
    count(case audience when 'followers' then 1 end), count(case audience when 'friends' then 1 end),
    count(case audience when 'selected' then 1 end), count(case audience when 'only_me' then 1 end)
from posts where deleted_at is null group by author_id;
