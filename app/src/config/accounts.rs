//! Rules of membership.

use serde::{Deserialize, Serialize};

/// `[accounts]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountsConfig {
    /// The name of the site, in mails and pages.
    pub site_name: String,
    /// Whether everybody may register; `kith user create` works either way.
    pub registration_open: bool,
    /// Youngest age at registration, in years.
    pub minimum_age: u8,
}

impl Default for AccountsConfig {
    fn default() -> Self {
        Self {
            site_name: "Kith".to_owned(),
            registration_open: true,
            minimum_age: 13,
        }
    }
}
