//! Reads settings from file, environment and flags.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use figment::{
    Figment,
    error::Kind,
    providers::{Env, Format as _, Toml},
};

use super::Config;

const DEFAULT_FILE: &str = "kith.toml";
const PREFIX: &str = "KITH_";
/// Names in the environment that begin like settings and are not: the settings file itself, and what the
/// repository's own scripts and tests use.
const NOT_SETTINGS: [&str; 3] = ["config", "bin", "test_postgres_url"];

/// What the command line says about settings.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// The settings file; `kith.toml`, if there is one, when not given.
    pub file: Option<PathBuf>,
    /// `http.listen`
    pub listen: Option<SocketAddr>,
    /// `data_dir`
    pub data: Option<PathBuf>,
    /// `database.url`
    pub database: Option<String>,
    /// `limits.enabled`
    pub no_rate_limits: bool,
}

/// The settings that are in force. The error names the key and where its value came from.
pub fn load(flags: &Flags) -> Result<Config, String> {
    let mut layers = Figment::new();
    if let Some(file) = settings_file(flags.file.as_deref())? {
        layers = layers.merge(Toml::file_exact(file));
    }
    layers = layers.merge(Env::prefixed(PREFIX).ignore(&NOT_SETTINGS).split("__"));
    if let Some(listen) = flags.listen {
        layers = layers.merge(("http.listen", listen));
    }
    if let Some(data) = &flags.data {
        layers = layers.merge(("data_dir", data));
    }
    if let Some(url) = &flags.database {
        layers = layers.merge(("database.url", url));
    }
    if flags.no_rate_limits {
        layers = layers.merge(("limits.enabled", false));
    }
    layers.extract().map_err(|errors| explain(&errors))
}

/// A file that was named has to be there; `kith.toml` may be missing.
fn settings_file(named: Option<&Path>) -> Result<Option<&Path>, String> {
    match named {
        Some(file) if file.is_file() => Ok(Some(file)),
        Some(file) => Err(format!("there is no settings file {}", file.display())),
        None => Ok(Some(Path::new(DEFAULT_FILE)).filter(|file| file.is_file())),
    }
}

/// One line per error: key, what is wrong, where the value came from.
fn explain(errors: &figment::Error) -> String {
    let lines = errors.clone().into_iter().map(|error| {
        let key = error.path.join(".");
        let source =
            error
                .metadata
                .as_ref()
                .map_or_else(String::new, |source| match &source.source {
                    Some(place) => format!(" ({place})"),
                    None => format!(" ({})", source.name),
                });
        let key = if key.is_empty() {
            String::new()
        } else {
            format!("{key}: ")
        };
        format!("{key}{}{source}", what(&error.kind))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Figment's own words, except that a refused value is not repeated: it may be a secret.
fn what(kind: &Kind) -> String {
    match kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
            format!("expected {expected}")
        }
        other => other.to_string(),
    }
}
