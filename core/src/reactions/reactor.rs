//! Somebody who reacted.

use super::kind::ReactionKind;
use crate::{profiles::UserSummary, shared::clock::Timestamp};

/// Somebody who reacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reactor {
    /// Who.
    pub user: UserSummary,
    /// How.
    pub kind: ReactionKind,
    /// Since when in this way.
    pub reacted_at: Timestamp,
}
