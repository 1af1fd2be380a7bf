-- The words by which members are found: of their names and handles, in the form that is compared.
create table name_words (
    word text not null,
    user_id integer not null references users (id) on delete cascade,
    primary key (word, user_id)
) without rowid;
create index name_words_by_user on name_words (user_id, word);

-- Each word of a name, whole and with one letter left out: what two spellings have in common finds one from the other.
create table name_deletions (
    deletion text not null,
    word text not null,
    primary key (deletion, word)
) without rowid;
create index name_deletions_by_word on name_deletions (word);

-- Whom most follow, first.
create index relation_counts_popular on relation_counts (followers, user_id);

-- Members who are there already are entered as if their profiles had changed.
insert into outbox (event) select '{"event":"profile_changed","user":' || id || '}' from users order by id;
