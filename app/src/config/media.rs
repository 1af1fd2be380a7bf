//! Settings of uploads.

use serde::{Deserialize, Serialize};

use super::Bytes;

/// `[media]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MediaConfig {
    /// Largest picture file.
    pub max_file: Bytes,
}

impl Default for MediaConfig {
    fn default() -> Self {
        Self {
            max_file: Bytes::mebi(20),
        }
    }
}
