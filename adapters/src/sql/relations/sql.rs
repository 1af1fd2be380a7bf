//! The statements. The row of `(user_id, other_id)` is the first one's side; `$1` looks or acts, `$2` is the other.

/// Both sides of a pair in one row, each null where nothing is stored.
pub(super) const PAIR: &str = "\
select m.follow, m.friendship, m.blocking, m.muting, m.follow_declined_at, m.friendship_declined_at, \
t.follow as their_follow, t.blocking as their_blocking, t.muting as their_muting, \
t.follow_declined_at as their_follow_declined_at, t.friendship_declined_at as their_friendship_declined_at \
from (select 1) one \
left join relations m on m.user_id = $1 and m.other_id = $2 \
left join relations t on t.user_id = $2 and t.other_id = $1";

/// PostgreSQL: one change of a pair at a time, whichever of the two makes it. The lock is on the pair, so that many
/// can follow the same member at once. SQLite has one writer.
pub(super) const LOCK_PAIR_PG: &str = "select pg_advisory_xact_lock(hashtextextended(least($1::bigint, $2::bigint) || ':' || greatest($1::bigint, $2::bigint), 0))";
/// The other, whose privacy must stay what it is until the end. The locks are shared, so that many can follow at
/// once; the actor's is taken here and not later, so that who changes a profile and who follows never wait for each other.
pub(super) const OTHER: &str =
    "select is_private from users where id = $2 and suspended_at is null and $1 <> $2";
pub(super) const OTHER_LOCKED_PG: &str = "select o.is_private from users o cross join users m \
where o.id = $2 and o.suspended_at is null and m.id = $1 for share";

pub(super) const CALLED: &str =
    "select id from users where handle_key = $1 and suspended_at is null";

pub(super) const SAVE_SIDE: &str = "\
insert into relations (user_id, other_id, follow, friendship, blocking, severed, muting, pulled, \
follow_key, friend_key, block_key, mute_key, follow_declined_at, friendship_declined_at) \
values ($1, $2, $3, $4, $5, $6, $7, \
$3 = 'following' and coalesce((select is_pulled from relation_counts where user_id = $2), false), \
$8, $8, $8, $8, $9, $10) \
on conflict (user_id, other_id) do update set \
follow_key = case when relations.follow = excluded.follow then relations.follow_key else excluded.follow_key end, \
friend_key = case when relations.friendship = excluded.friendship then relations.friend_key else excluded.friend_key end, \
block_key = case when relations.blocking = excluded.blocking then relations.block_key else excluded.block_key end, \
mute_key = case when relations.muting = excluded.muting then relations.mute_key else excluded.mute_key end, \
pulled = excluded.pulled, follow = excluded.follow, friendship = excluded.friendship, blocking = excluded.blocking, \
severed = excluded.severed, muting = excluded.muting, \
follow_declined_at = excluded.follow_declined_at, friendship_declined_at = excluded.friendship_declined_at";
pub(super) const FORGET_SIDE: &str = "delete from relations where user_id = $1 and other_id = $2";

pub(super) const MOVE_COUNTS: &str = "\
insert into relation_counts (user_id, followers, following, friends, follow_requests, friend_requests) \
values ($1, $2, $3, $4, $5, $6) \
on conflict (user_id) do update set \
followers = relation_counts.followers + excluded.followers, \
following = relation_counts.following + excluded.following, \
friends = relation_counts.friends + excluded.friends, \
follow_requests = relation_counts.follow_requests + excluded.follow_requests, \
friend_requests = relation_counts.friend_requests + excluded.friend_requests";

macro_rules! relationships {
    ($others:literal) => {
        concat!(
            "select o.id, m.follow, t.follow as followed_by, m.friendship, m.blocking, m.muting \
             from ",
            $others,
            " left join relations m on m.user_id = $1 and m.other_id = o.id \
             left join relations t on t.user_id = o.id and t.other_id = $1"
        )
    };
}
pub(super) const RELATIONSHIPS_LITE: &str =
    relationships!("(select value as id from json_each($2)) o");
pub(super) const RELATIONSHIPS_PG: &str = relationships!("unnest($2) as o (id)");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PAIRS: &[Asked] = &[
        asked(PAIR, &["7", "8"]),
        asked_apart(OTHER, OTHER_LOCKED_PG, &["7", "8"]),
        asked(CALLED, &["amara"]),
        asked(
            SAVE_SIDE,
            &["7", "8", "none", "none", "1", "1", "1", "9", "0", "0"],
        ),
        asked(FORGET_SIDE, &["7", "8"]),
        asked_apart(RELATIONSHIPS_LITE, RELATIONSHIPS_PG, &["7", "{8,9}"]),
    ];
    each_engine!(pairs_are_looked_up, PAIRS);
}
