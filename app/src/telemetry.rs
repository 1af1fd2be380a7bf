//! The log. It goes to standard error; standard output belongs to what commands print.

use std::io;

use tracing_subscriber::EnvFilter;

use crate::config::{LogConfig, LogFormat};

/// Starts logging as configured. Control characters in logged values are escaped by the formatter, so that nobody can
/// forge a line. The error names the key whose value cannot be used.
pub fn start(config: &LogConfig) -> Result<(), String> {
    let filter = EnvFilter::builder()
        .parse(&config.filter)
        .map_err(|error| format!("log.filter: {error}"))?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    let started = match config.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| format!("the log cannot be started: {error}"))
}
