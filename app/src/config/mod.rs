//! Settings: `kith.toml`, then the environment, then flags; the later wins. One struct per concern.
//!
//! In the environment a setting is `KITH_` and its name in capitals, with two underscores between table and key:
//! `KITH_HTTP__LISTEN`. Unknown names and impossible values stop the start, naming the key.
//! `kith.example.toml` explains every setting; a test holds it to these structs.

mod accounts;
mod database;
mod feeds;
mod http;
mod limits;
mod load;
mod log;
mod mail;
mod media;
mod metrics;
mod plausible;
mod previews;
mod relations;
mod secret;
mod units;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use self::{
    accounts::AccountsConfig,
    database::DatabaseConfig,
    feeds::FeedsConfig,
    http::{HttpConfig, Networks, PublicUrl},
    limits::LimitsConfig,
    load::{Flags, load},
    log::{LogConfig, LogFormat},
    mail::MailConfig,
    media::MediaConfig,
    metrics::MetricsConfig,
    previews::PreviewsConfig,
    relations::RelationsConfig,
    secret::Secret,
    units::{Bytes, Rate, Span},
};

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the embedded database, uploads and unsent mails live.
    pub data_dir: PathBuf,
    /// The number of this node among those that share a database, 0 to 255.
    pub node: u8,
    /// The web server.
    pub http: HttpConfig,
    /// Storage.
    pub database: DatabaseConfig,
    /// Uploads.
    pub media: MediaConfig,
    /// Lists of posts.
    pub feeds: FeedsConfig,
    /// Previews of pages that posts link to.
    pub previews: PreviewsConfig,
    /// Outgoing mail.
    pub mail: MailConfig,
    /// Rate limits.
    pub limits: LimitsConfig,
    /// Rules of membership.
    pub accounts: AccountsConfig,
    /// How members may approach each other.
    pub relations: RelationsConfig,
    /// Figures for monitoring.
    pub metrics: MetricsConfig,
    /// The log.
    pub log: LogConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("data"),
            node: 0,
            http: HttpConfig::default(),
            database: DatabaseConfig::default(),
            media: MediaConfig::default(),
            feeds: FeedsConfig::default(),
            previews: PreviewsConfig::default(),
            mail: MailConfig::default(),
            limits: LimitsConfig::default(),
            accounts: AccountsConfig::default(),
            relations: RelationsConfig::default(),
            metrics: MetricsConfig::default(),
            log: LogConfig::default(),
        }
    }
}
