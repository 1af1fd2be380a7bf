//! How often things may be done.

use serde::{Deserialize, Serialize};

use super::{Rate, Span};

/// `[limits]`. Counted per client address (IPv6: per /64 network), where a key says so also per account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Whether limits are in force.
    pub enabled: bool,
    /// Registrations.
    pub register: Rate,
    /// Attempts to log in, per client and per account.
    pub login: Rate,
    /// Requests that send a mail, per client and per recipient.
    pub mail: Rate,
    /// Uploads.
    pub upload: Rate,
    /// Everything else that changes something.
    pub write: Rate,
    /// Everything that only reads.
    pub read: Rate,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            register: Rate::new(20, Span::hours(1)),
            login: Rate::new(20, Span::minutes(5)),
            mail: Rate::new(10, Span::hours(1)),
            upload: Rate::new(120, Span::minutes(10)),
            write: Rate::new(120, Span::minutes(1)),
            read: Rate::new(1200, Span::minutes(1)),
        }
    }
}
