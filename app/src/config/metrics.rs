//! Figures for monitoring.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// `[metrics]`
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsConfig {
    /// Where `/metrics` is served, apart from the site. Off when not set: a second open port should be somebody's decision.
    pub listen: Option<SocketAddr>,
}
