//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{MutualsOf, Pair, Person, Relationship};
use crate::{
    search::NamePrefixes,
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
};

/// Two members between whom something is about to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairToChange {
    /// How they stand.
    pub pair: Pair,
    /// Whether the other's profile is private.
    pub their_profile_is_private: bool,
}

/// A list of members that belongs to one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleList {
    /// Who follows the owner.
    Followers,
    /// Whom the owner follows.
    Following,
    /// The owner's friends.
    Friends,
    /// With whom both the owner, by these lists, and the reader are connected.
    Mutuals(MutualsOf),
    /// Who asked the owner to follow.
    FollowRequests,
    /// Whom the owner asked to follow.
    SentFollowRequests,
    /// Who asked the owner to be friends.
    FriendRequests,
    /// Whom the owner asked to be friends.
    SentFriendRequests,
    /// Whom the owner blocks.
    Blocks,
    /// Whom the owner mutes.
    Mutes,
}

/// With how many members somebody is connected, as one viewer may know: as many as the lists hold for them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Connections {
    /// Followers.
    pub followers: u64,
    /// Followed members.
    pub following: u64,
    /// Friends.
    pub friends: u64,
}

/// How many requests wait for a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// To follow.
    pub follow_requests: u64,
    /// To be friends.
    pub friend_requests: u64,
}

/// Stored relations, part of the unit of work.
#[async_trait]
pub trait RelationRepo: Send {
    /// How `me` and `other` stand. Nothing about the two changes until this transaction ends, and the privacy of the
    /// other's profile does not either. `None` when the other is not there or suspended.
    async fn pair_to_change(
        &mut self,
        me: UserId,
        other: UserId,
    ) -> Result<Option<PairToChange>, StoreError>;

    /// Stores the two sides and moves the counts of both. `key` is a new id: what begins now is ordered by it.
    /// Call it with what [`RelationRepo::pair_to_change`] gave in this transaction.
    async fn save_pair(
        &mut self,
        me: UserId,
        other: UserId,
        before: &Pair,
        after: &Pair,
        key: i64,
    ) -> Result<(), StoreError>;

    /// How `me` and `other` stand, as far as is stored: also when the other is suspended.
    async fn pair(&mut self, me: UserId, other: UserId) -> Result<Pair, StoreError>;

    /// What `me` is shown of each of `others`; those with whom nothing joins them may be missing.
    async fn relationships(
        &mut self,
        me: UserId,
        others: &[UserId],
    ) -> Result<Vec<(UserId, Relationship)>, StoreError>;

    /// Who is called so, whoever blocks whom; `None` when nobody is, or they are suspended.
    async fn member_called(&mut self, handle: &str) -> Result<Option<UserId>, StoreError>;

    /// A page of those `named` so in a list of `owner` as `viewer` reads it, what began last first. Who is suspended is in none, who is
    /// severed from the viewer only among the blocks.
    async fn people(
        &mut self,
        list: PeopleList,
        owner: UserId,
        viewer: UserId,
        named: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<Person>, StoreError>;

    /// How many [`RelationRepo::people`] would list as followers, followed and friends of `owner`.
    async fn connections(
        &mut self,
        owner: UserId,
        viewer: UserId,
    ) -> Result<Connections, StoreError>;

    /// How many [`RelationRepo::people`] would list as mutuals.
    async fn count_mutuals(
        &mut self,
        of: MutualsOf,
        owner: UserId,
        viewer: UserId,
    ) -> Result<u64, StoreError>;

    /// Lets everybody follow `user` who asked to, moves the counts of all, and gives who it was, by id. Call it with the
    /// profile held by `profile_to_change`: nobody can ask meanwhile.
    async fn accept_follow_requests(&mut self, user: UserId) -> Result<Vec<UserId>, StoreError>;
}
