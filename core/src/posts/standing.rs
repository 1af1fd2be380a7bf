//! What hangs on a post, in numbers.

use crate::reactions::Reactions;

/// What hangs on a post, as one viewer may know: without those who are severed from the viewer or suspended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// The reactions to it.
    pub reactions: Reactions,
    /// How many comments it has.
    pub comments: u64,
    /// How often it was shared.
    pub shares: u64,
    /// Whether the viewer keeps it.
    pub bookmarked: bool,
    /// Whether its author's profile begins with it.
    pub pinned: bool,
}
