//! What an operator decides about accounts.

use time::Duration;

/// Who may register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// Everybody.
    Open,
    /// Nobody; accounts are made on the command line.
    Closed,
}

impl Registration {
    /// The name on the wire and in the configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// The settings of the accounts feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPolicy {
    /// Who may register.
    pub registration: Registration,
    /// How many years old one must be to register.
    pub minimum_age: u8,
    /// How long a session lasts without being used.
    pub session_lifetime: Duration,
    /// How long a link that verifies or changes an address is good.
    pub verification_lifetime: Duration,
    /// How long a link that resets a password is good.
    pub reset_lifetime: Duration,
    /// How many mails with links one address gets within an hour, whoever asks for them.
    pub links_per_hour: u32,
    /// The name of the site, in mails and pages.
    pub site_name: String,
    /// Where the site is reached, without a slash at the end: links in mails start with it.
    pub base_url: String,
}

impl Default for AccountPolicy {
    fn default() -> Self {
        Self {
            registration: Registration::Open,
            minimum_age: 13,
            session_lifetime: Duration::days(180),
            verification_lifetime: Duration::hours(48),
            reset_lifetime: Duration::hours(1),
            links_per_hour: 5,
            site_name: "Kith".to_owned(),
            base_url: "http://127.0.0.1:8080".to_owned(),
        }
    }
}
