//! Rules of membership.

use serde::{Deserialize, Serialize};

/// `[accounts]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountsConfig {
    /// Youngest age at registration, in years.
    pub minimum_age: u8,
}

impl Default for AccountsConfig {
    fn default() -> Self {
        Self { minimum_age: 13 }
    }
}
