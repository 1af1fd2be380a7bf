//! What one reacts to.

use serde::{Deserialize, Serialize};

use crate::shared::id::PostId;

/// What one reacts to. Names are never changed once released: they are stored in events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A post.
    Post(PostId),
}
