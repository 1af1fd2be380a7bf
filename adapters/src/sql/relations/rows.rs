//! Rows as the core's types.

use kith_core::{
    relations::{FollowState, FriendshipState, Pair, Relationship, Side},
    shared::{clock::Timestamp, id::UserId, store::StoreError},
};
use sqlx::FromRow;

use crate::sql::column::named;

/// Both sides of a pair; what is null is not stored.
#[derive(FromRow)]
pub(super) struct PairRow {
    follow: Option<String>,
    friendship: Option<String>,
    blocking: Option<bool>,
    muting: Option<bool>,
    follow_declined_at: Option<i64>,
    friendship_declined_at: Option<i64>,
    their_follow: Option<String>,
    their_blocking: Option<bool>,
    their_muting: Option<bool>,
    their_follow_declined_at: Option<i64>,
    their_friendship_declined_at: Option<i64>,
}

impl PairRow {
    pub(super) fn pair(self) -> Result<Pair, StoreError> {
        let friendship = friendship(self.friendship.as_deref())?;
        let moment = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        Ok(Pair {
            mine: Side {
                follow: follow(self.follow.as_deref())?,
                asks_friendship: friendship == FriendshipState::Outgoing,
                blocking: self.blocking.unwrap_or_default(),
                muting: self.muting.unwrap_or_default(),
                follow_declined_at: moment(self.follow_declined_at),
                friendship_declined_at: moment(self.friendship_declined_at),
            },
            theirs: Side {
                follow: follow(self.their_follow.as_deref())?,
                asks_friendship: friendship == FriendshipState::Incoming,
                blocking: self.their_blocking.unwrap_or_default(),
                muting: self.their_muting.unwrap_or_default(),
                follow_declined_at: moment(self.their_follow_declined_at),
                friendship_declined_at: moment(self.their_friendship_declined_at),
            },
            friends: friendship == FriendshipState::Friends,
        })
    }
}

/// What one member is shown of another.
#[derive(FromRow)]
pub(in crate::sql) struct RelationshipRow {
    id: i64,
    follow: Option<String>,
    followed_by: Option<String>,
    friendship: Option<String>,
    blocking: Option<bool>,
    muting: Option<bool>,
}

impl RelationshipRow {
    pub(in crate::sql) fn relationship(self) -> Result<(UserId, Relationship), StoreError> {
        let relationship = Relationship {
            follow: follow(self.follow.as_deref())?,
            followed_by: follow(self.followed_by.as_deref())?,
            friendship: friendship(self.friendship.as_deref())?,
            blocking: self.blocking.unwrap_or_default(),
            muting: self.muting.unwrap_or_default(),
        };
        Ok((UserId::new(self.id), relationship))
    }
}

fn follow(name: Option<&str>) -> Result<FollowState, StoreError> {
    name.map_or(Ok(FollowState::None), |name| {
        named("relations.follow", name, FollowState::parse)
    })
}

fn friendship(name: Option<&str>) -> Result<FriendshipState, StoreError> {
    name.map_or(Ok(FriendshipState::None), |name| {
        named("relations.friendship", name, FriendshipState::parse)
    })
}
