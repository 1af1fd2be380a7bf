//! Relations: who follows whom, who are friends, who blocks or mutes whom.

mod change;
mod changes;
mod pair;
mod ports;
mod relationship;

pub use change::{ChangeRelation, ChangeRelationError, RelationPolicy};
pub use changes::{CountMoves, events};
pub use pair::{Act, Circumstances, Pair, Refusal, Side};
pub use ports::{PairToChange, RelationRepo};
pub use relationship::{Closeness, FollowState, FriendshipState, Relationship};

use crate::shared::ports::Ports;

/// The use cases of this feature.
#[derive(Clone)]
pub struct Relations {
    /// Changes how two members stand.
    pub change: ChangeRelation,
}

impl Relations {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports, policy: RelationPolicy) -> Self {
        Self {
            change: ChangeRelation::new(ports.clone(), policy),
        }
    }
}
