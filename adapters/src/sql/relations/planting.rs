//! Whole graphs at once, for seeds: straight into the tables, without events.

use kith_core::{
    relations::{FollowState, FriendshipState},
    shared::{id::UserId, store::StoreError},
};

use sqlx::AssertSqlSafe;

use crate::sql::{
    error::StoreResult as _,
    pool::Database,
    store::{SqlTx, on},
};

/// One side of a pair, to be stored as it is. Friends have two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlantedSide {
    /// Whose side.
    pub user: UserId,
    /// The other.
    pub other: UserId,
    /// Whether the one follows the other, or asks to.
    pub follow: FollowState,
    /// Whether they are friends.
    pub friends: bool,
    /// Whether the other is pulled: has more followers than timelines are written for.
    pub pulled: bool,
    /// The key that places it in lists.
    pub key: i64,
}

/// Binds numbers alone, for each text would be copied twice, and the kind of side as one of them.
const PLANT_LITE: &str = "\
insert into relations (user_id, other_id, follow, friendship, pulled, follow_key, friend_key) \
select column1, column2, case when column3 & 1 then 'following' else 'requested' end, \
case when column3 & 2 then 'friends' else 'none' end, column3 & 4 <> 0, column4, column4 from (values ";
const PLANT_PG: &str = "\
insert into relations (user_id, other_id, follow, friendship, pulled, follow_key, friend_key) \
select s.user_id, s.other_id, s.follow, s.friendship, s.pulled, s.key, s.key \
from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::boolean[], $6::bigint[]) \
as s (user_id, other_id, follow, friendship, pulled, key)";
/// Rows of one statement: SQLite binds 32 766 values at most.
const ROWS: usize = 4_000;

const RECOUNT: &str = "\
insert into relation_counts (user_id, followers, following, friends, follow_requests, friend_requests) \
select u.id, \
(select count(*) from relations where other_id = u.id and follow = 'following'), \
(select count(*) from relations where user_id = u.id and follow = 'following'), \
(select count(*) from relations where user_id = u.id and friendship = 'friends'), \
(select count(*) from relations where other_id = u.id and follow = 'requested'), \
(select count(*) from relations where user_id = u.id and friendship = 'incoming') \
from users u where true order by u.id \
on conflict (user_id) do update set followers = excluded.followers, following = excluded.following, \
friends = excluded.friends, follow_requests = excluded.follow_requests, friend_requests = excluded.friend_requests";
const PULL: &str =
    "update relation_counts set is_pulled = true where followers > $1 and not is_pulled";

impl Database {
    /// Stores these sides, none of which is there yet, in one transaction; fastest in the order of both members' ids.
    /// [`Database::recount_relations`] follows.
    pub async fn plant_relations(&self, sides: &[PlantedSide]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        plant(&mut tx, sides).await?;
        tx.finish().await
    }

    /// Counts everybody's relations anew; who has more than `pull_above` followers becomes pulled, as the sides that were
    /// planted say.
    pub async fn recount_relations(&self, pull_above: u32) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c => sqlx::query(RECOUNT).execute(c).await.map(drop)).store_err()?;
        on!(tx, c => sqlx::query(PULL).bind(i64::from(pull_above)).execute(c).await.map(drop))
            .store_err()?;
        tx.finish().await
    }
}

async fn plant(tx: &mut SqlTx, sides: &[PlantedSide]) -> Result<(), StoreError> {
    on!(tx, c =>
        lite {
            for rows in sides.chunks(ROWS) {
                let mut insertion = sqlx::query(AssertSqlSafe(insertion(rows.len())));
                for side in rows {
                    insertion = insertion
                        .bind(side.user.get())
                        .bind(side.other.get())
                        .bind(kind(side))
                        .bind(side.key);
                }
                insertion.execute(&mut *c).await.store_err()?;
            }
            Ok(())
        },
        pg sqlx::query(PLANT_PG)
            .bind(column(sides, |side| side.user.get()))
            .bind(column(sides, |side| side.other.get()))
            .bind(column(sides, |side| side.follow.as_str()))
            .bind(column(sides, friendship))
            .bind(column(sides, |side| side.pulled))
            .bind(column(sides, |side| side.key))
            .execute(c).await.map(drop).store_err())
}

/// The statement for so many rows, each of two members, the kind and the key.
fn insertion(rows: usize) -> String {
    let mut statement = PLANT_LITE.to_owned();
    for row in 0..rows {
        statement.push_str(if row == 0 {
            "(?, ?, ?, ?)"
        } else {
            ", (?, ?, ?, ?)"
        });
    }
    statement.push(')');
    statement
}

fn kind(side: &PlantedSide) -> i64 {
    let following = i64::from(side.follow == FollowState::Following);
    following | i64::from(side.friends) << 1 | i64::from(side.pulled) << 2
}

fn friendship(side: &PlantedSide) -> &'static str {
    if side.friends {
        FriendshipState::Friends.as_str()
    } else {
        FriendshipState::None.as_str()
    }
}

fn column<T>(sides: &[PlantedSide], of: impl Fn(&PlantedSide) -> T) -> Vec<T> {
    sides.iter().map(of).collect()
}
