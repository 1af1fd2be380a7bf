//! Whole graphs at once, for seeds: straight into the tables, without events.

use kith_core::{
    relations::{FollowState, FriendshipState},
    shared::{id::UserId, store::StoreError},
};

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
    /// Whether the one follows the other.
    pub follow: FollowState,
    /// Whether they are friends.
    pub friends: bool,
    /// The key that places it in lists.
    pub key: i64,
}

macro_rules! plant {
    ($sides:literal) => {
        concat!(
            "insert into relations (user_id, other_id, follow, friendship, follow_key, friend_key) ",
            $sides
        )
    };
}
/// A text of rows: `[[1, 2, "following", "none", 17], …]`.
const PLANT_LITE: &str = plant!(
    "select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 4 from json_each($1)"
);
const PLANT_PG: &str = plant!(
    "select s.user_id, s.other_id, s.follow, s.friendship, s.key, s.key \
     from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[]) as s (user_id, other_id, follow, friendship, key)"
);

const RECOUNT: &str = "\
insert into relation_counts (user_id, followers, following, friends, follow_requests, friend_requests) \
select u.id, \
(select count(*) from relations where other_id = u.id and follow = 'following'), \
(select count(*) from relations where user_id = u.id and follow = 'following'), \
(select count(*) from relations where user_id = u.id and friendship = 'friends'), \
(select count(*) from relations where other_id = u.id and follow = 'requested'), \
(select count(*) from relations where user_id = u.id and friendship = 'incoming') \
from users u where true \
on conflict (user_id) do update set followers = excluded.followers, following = excluded.following, \
friends = excluded.friends, follow_requests = excluded.follow_requests, friend_requests = excluded.friend_requests";

impl Database {
    /// Stores these sides, none of which is there yet, in one transaction. [`Database::recount_relations`] follows.
    pub async fn plant_relations(&self, sides: &[PlantedSide]) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        plant(&mut tx, sides).await?;
        tx.finish().await
    }

    /// Counts everybody's relations anew.
    pub async fn recount_relations(&self) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c => sqlx::query(RECOUNT).execute(c).await.map(drop)).store_err()?;
        tx.finish().await
    }
}

async fn plant(tx: &mut SqlTx, sides: &[PlantedSide]) -> Result<(), StoreError> {
    on!(tx, c =>
        lite sqlx::query(PLANT_LITE).bind(rows(sides)).execute(c).await.map(drop),
        pg sqlx::query(PLANT_PG)
            .bind(column(sides, |side| side.user.get()))
            .bind(column(sides, |side| side.other.get()))
            .bind(column(sides, |side| side.follow.as_str()))
            .bind(column(sides, friendship))
            .bind(column(sides, |side| side.key))
            .execute(c).await.map(drop))
    .store_err()
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

/// The states' names need no escaping.
fn rows(sides: &[PlantedSide]) -> String {
    let rows = column(sides, |side| {
        format!(
            "[{},{},\"{}\",\"{}\",{}]",
            side.user,
            side.other,
            side.follow.as_str(),
            friendship(side),
            side.key
        )
    });
    format!("[{}]", rows.join(","))
}
