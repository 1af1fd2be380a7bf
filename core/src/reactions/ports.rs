//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{
    kind::{ReactionKind, Reactions},
    reactor::Reactor,
    target::Target,
};
use crate::shared::{
    clock::Timestamp,
    id::UserId,
    page::{After, Limit, Page},
    store::StoreError,
};

/// A member's reaction that is about to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReactionToChange {
    /// What it is, if they reacted.
    pub before: Option<ReactionKind>,
}

/// What a member's reaction was and is to be; `None` is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReactionChange {
    /// As it was read for the change.
    pub before: Option<ReactionKind>,
    /// As it is to be, another.
    pub after: Option<ReactionKind>,
    /// A new id: what begins now is ordered by it.
    pub key: i64,
    /// The time.
    pub now: Timestamp,
}

/// Stored reactions, part of the unit of work.
#[async_trait]
pub trait ReactionRepo: Send {
    /// How `user` reacted to `target`. That does not change until this transaction ends, and `target` does not go away.
    /// `None` when `user` may not see it.
    async fn reaction_to_change(
        &mut self,
        user: UserId,
        target: Target,
    ) -> Result<Option<ReactionToChange>, StoreError>;

    /// Stores the reaction of `user` to `target` and moves the tally. Call it with what
    /// [`ReactionRepo::reaction_to_change`] gave in this transaction.
    async fn save_reaction(
        &mut self,
        user: UserId,
        target: Target,
        change: &ReactionChange,
    ) -> Result<(), StoreError>;

    /// Whether `viewer` may see `target`.
    async fn is_shown(&mut self, viewer: UserId, target: Target) -> Result<bool, StoreError>;

    /// The reactions to `target` as `viewer` may know, without those who are severed from the viewer or suspended. Whether
    /// it may be seen is not asked again.
    async fn reactions_to(
        &mut self,
        viewer: UserId,
        target: Target,
    ) -> Result<Reactions, StoreError>;

    /// A page of those who reacted to `target`, in the one way `kind` or in any, the newest reaction first: as many as
    /// [`ReactionRepo::reactions_to`] counts, nobody when `viewer` may not see the target.
    async fn reactors(
        &mut self,
        viewer: UserId,
        target: Target,
        kind: Option<ReactionKind>,
        after: After,
        limit: Limit,
    ) -> Result<Page<Reactor>, StoreError>;
}
