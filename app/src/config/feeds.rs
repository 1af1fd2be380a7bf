//! Settings of feeds.

use serde::{Deserialize, Serialize};

use super::Span;

/// `[feeds]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedsConfig {
    /// From how many followers on an author's posts are merged into home when it is read.
    pub pull_above: u32,
    /// How many posts of others a member's home feed keeps ready.
    pub timeline_length: u32,
    /// How long a list of For you stays the one that is shown.
    pub for_you_every: Span,
}

impl Default for FeedsConfig {
    fn default() -> Self {
        Self {
            pull_above: 5_000,
            timeline_length: 1_000,
            for_you_every: Span::minutes(15),
        }
    }
}
