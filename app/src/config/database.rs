//! Settings of storage.

use serde::{Deserialize, Serialize};

use super::Secret;

/// `[database]`
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `postgres://user:password@host/name` or `sqlite:path`; the file `kith.db` in the data folder when not set.
    /// Hidden wherever settings are shown, because it may hold a password.
    pub url: Option<Secret>,
}
