//! Settings of link previews.

use serde::{Deserialize, Serialize};

/// `[previews]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewsConfig {
    /// Whether the pages that posts link to are read.
    pub enabled: bool,
}

impl Default for PreviewsConfig {
    fn default() -> Self {
        Self { enabled: true }
    }
}
