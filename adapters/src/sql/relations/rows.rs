//! Rows as the core's types.

use kith_core::{
    profiles::UserSummary,
    relations::{FollowState, FriendshipState, Pair, Person, Relationship, Side},
    shared::{
        clock::Timestamp,
        id::{MediaId, UserId},
        store::StoreError,
    },
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

/// The columns of a [`PersonRow`], for members under the alias `p`, the reader's side under `m` and theirs under `t`.
macro_rules! person_columns {
    () => {
        "p.id as id, p.handle, p.first_name, p.last_name, p.nickname, p.avatar_id, p.is_private, \
         m.follow, t.follow as followed_by, m.friendship, m.blocking, m.muting"
    };
}
pub(in crate::sql) use person_columns;

/// A member, and what the reader is shown of how they stand to them.
#[derive(FromRow)]
pub(in crate::sql) struct PersonRow {
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    avatar_id: Option<i64>,
    is_private: bool,
    #[sqlx(flatten)]
    relationship: RelationshipRow,
}

impl PersonRow {
    pub(in crate::sql) fn person(self) -> Result<Person, StoreError> {
        let (id, relationship) = self.relationship.relationship()?;
        let summary = UserSummary {
            id,
            handle: self.handle,
            first_name: self.first_name,
            last_name: self.last_name,
            nickname: self.nickname,
            avatar: self.avatar_id.map(MediaId::new),
            is_private: self.is_private,
        };
        Ok(Person {
            summary,
            relationship,
        })
    }
}

/// A member in a list, with the key that the list is ordered by.
#[derive(FromRow)]
pub(super) struct ListedRow {
    list_key: i64,
    #[sqlx(flatten)]
    person: PersonRow,
}

impl ListedRow {
    pub(super) fn key(&self) -> i64 {
        self.list_key
    }

    pub(super) fn person(self) -> Result<Person, StoreError> {
        self.person.person()
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
