//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{Pair, Relationship};
use crate::shared::{id::UserId, store::StoreError};

/// Two members between whom something is about to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairToChange {
    /// How they stand.
    pub pair: Pair,
    /// Whether the other's profile is private.
    pub their_profile_is_private: bool,
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
}
