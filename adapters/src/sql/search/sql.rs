//! The statements.

use super::{named_like::named_like, rows::member_columns};
use crate::sql::visibility::severed;

pub(super) const NAMES: &str =
    "select first_name, last_name, nickname, handle from users where id = $1";

/// PostgreSQL: one change of the index at a time, so that nobody forgets the spellings of a word that somebody else
/// begins to use.
pub(super) const LOCK_PG: &str = "select pg_advisory_xact_lock(hashtextextended('name_words', 0))";
pub(super) const WORDS: &str = "select word from name_words where user_id = $1";
pub(super) const ADD_WORD: &str =
    "insert into name_words (word, user_id) values ($1, $2) on conflict do nothing";
pub(super) const REMOVE_WORD: &str = "delete from name_words where user_id = $2 and word = $1";
pub(super) const ADD_SPELLING: &str =
    "insert into name_deletions (deletion, word) values ($1, $2) on conflict do nothing";
pub(super) const HAS_SPELLINGS: &str =
    "select count(*) from name_deletions where deletion = $1 and word = $1";
/// Of a word that nobody is called by any more.
pub(super) const FORGET_SPELLINGS: &str = "delete from name_deletions where word = $1 \
and not exists (select 1 from name_words n where n.word = $1)";

/// How many relations of each kind are looked through for somebody one knows.
macro_rules! most_known {
    () => {
        "1000"
    };
}

/// `$1` looks.
pub(super) const BY_HANDLE: &str = concat!(
    "select ",
    member_columns!(),
    " from users u where u.handle_key = $2 and u.suspended_at is null and not ",
    severed!(viewer "$1", other "u.id"),
);

/// `$1` looks, `$2` to `$5` are the words, `$6` is the limit. Each kind of relation is read from its newest on.
pub(super) const KNOWN: &str = concat!(
    "with known as (select id, min(place) as place from (\
     select * from (select other_id as id, 1 as place from relations \
     where user_id = $1 and friendship = 'friends' order by friend_key desc limit ",
    most_known!(),
    ") friends union all \
     select * from (select other_id as id, 2 as place from relations \
     where user_id = $1 and follow = 'following' order by follow_key desc limit ",
    most_known!(),
    ") followed union all \
     select * from (select user_id as id, 3 as place from relations \
     where other_id = $1 and follow = 'following' order by follow_key desc limit ",
    most_known!(),
    ") followers) connected where ",
    named_like!(user "connected.id", words "$2", "$3", "$4", "$5"),
    " group by id) select ",
    member_columns!(),
    " from known k cross join users u left join relation_counts c on c.user_id = u.id \
     where u.id = k.id and u.suspended_at is null and not ",
    severed!(viewer "$1", other "u.id"),
    " order by k.place, coalesce(c.followers, 0) desc, u.id limit $6"
);

/// `$1` looks, `$2` to `$5` are the words, the longest first, `$6` is the limit. Two ways, each of bounded work: along
/// the words that begin like the first, and along the most followed members. A beginning that fewer than 10 000 names
/// have, and that together with the other words fewer than 1 000 people have, is looked through to its end.
pub(super) const ANYBODY: &str = concat!(
    "with found as (\
     select * from (select w.user_id as id from (select user_id from name_words \
     where word >= $2 and word < $2 || '\u{10FFFF}' order by word, user_id limit 10000) w where ",
    named_like!(user "w.user_id", words "''", "$3", "$4", "$5"),
    " limit 1000) along_words union \
     select * from (select p.user_id as id from (select user_id from relation_counts \
     order by followers desc, user_id desc limit 2000) p where ",
    named_like!(user "p.user_id", words "$2", "$3", "$4", "$5"),
    ") most_followed) select ",
    member_columns!(),
    " from found f cross join users u left join relation_counts c on c.user_id = u.id \
     where u.id = f.id and u.suspended_at is null and not ",
    severed!(viewer "$1", other "u.id"),
    " order by coalesce(c.followers, 0) desc, u.id limit $6"
);

macro_rules! spelled_like {
    ($spellings:literal) => {
        concat!(
            "select distinct d.word from ",
            $spellings,
            " cross join name_deletions d where d.deletion = q.spelling limit 500"
        )
    };
}
pub(super) const SPELLED_LIKE_LITE: &str =
    spelled_like!("(select value as spelling from json_each($1)) q");
pub(super) const SPELLED_LIKE_PG: &str = spelled_like!("unnest($1) as q (spelling)");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const SEARCHES: &[Asked] = &[
        asked(NAMES, &["7"]),
        asked(WORDS, &["7"]),
        asked(REMOVE_WORD, &["an", "7"]),
        asked(HAS_SPELLINGS, &["an"]),
        asked(FORGET_SPELLINGS, &["an"]),
        asked(BY_HANDLE, &["7", "amara"]),
        asked(KNOWN, &["7", "an", "b", "", "", "101"]),
        // Of the most followed the first two thousand are looked at, along the words ten thousand.
        asked(ANYBODY, &["7", "an", "b", "", "", "101"])
            .walking(&["relation_counts_popular", "name_words_pkey"]),
        asked_apart(SPELLED_LIKE_LITE, SPELLED_LIKE_PG, &["{an,na}"]),
    ];
    each_engine!(finding_reads_no_more_than_is_limited, SEARCHES);
}
