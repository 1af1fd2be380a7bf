//! Settings of outgoing mail.

use serde::{Deserialize, Serialize};

use super::Secret;

/// `[mail]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailConfig {
    /// `smtps://user:password@host` or `smtp://host:port`. Mails are written as files into the data folder when not set.
    pub smtp_url: Option<Secret>,
    /// The sender.
    pub from: String,
}

impl MailConfig {
    /// Whether mails arrive anywhere.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        self.smtp_url.is_some()
    }
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            smtp_url: None,
            from: "Kith <kith@localhost>".to_owned(),
        }
    }
}
