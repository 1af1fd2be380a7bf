-- What For you shows a member during one stretch of time: written once and never changed, so that its pages neither
-- repeat nor skip. What may be seen is decided when a page is read.
create table for_you_lists (
    user_id integer not null references users (id) on delete cascade,
    bucket integer not null, -- when the stretch began
    picks text not null, -- JSON, the best first: [[post, why, tag or null, member or null], …]
    asked boolean not null, -- whether its reader waited for it; otherwise it was made in advance
    primary key (user_id, bucket)
);
create index for_you_lists_by_bucket on for_you_lists (bucket, asked, user_id);

-- The public posts of the last week that most took part in, as they were at the beginning of a stretch.
create table for_you_popular (
    bucket integer primary key,
    posts text not null -- JSON, the hottest first: [post, …]
);
