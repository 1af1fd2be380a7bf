//! Settings of feeds.

use serde::{Deserialize, Serialize};

/// `[feeds]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedsConfig {
    /// From how many followers on an author's posts are merged into home when it is read.
    pub pull_above: u32,
    /// How many posts of others a member's home feed keeps ready.
    pub timeline_length: u32,
}

impl Default for FeedsConfig {
    fn default() -> Self {
        Self {
            pull_above: 5_000,
            timeline_length: 1_000,
        }
    }
}
