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

use super::{Config, plausible};

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
    let config = layers.extract().map_err(|errors| explain(&errors))?;
    let refusals = plausible::refusals(&config);
    if refusals.is_empty() {
        return Ok(config);
    }
    let lines = refusals
        .iter()
        .map(|(key, reason)| format!("{key}: {reason}"));
    Err(lines.collect::<Vec<_>>().join("\n"))
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

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs};

    use serde_json::Value;

    use super::*;

    const SAMPLE: &str = include_str!("../../../kith.example.toml");

    fn read(text: &str) -> Result<Config, String> {
        Figment::new()
            .merge(Toml::string(text))
            .extract()
            .map_err(|errors| explain(&errors))
    }

    fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        for (key, below) in value.as_object().into_iter().flatten() {
            let path = if path.is_empty() {
                key.clone()
            } else {
                format!("{path}.{key}")
            };
            if below.is_object() {
                keys(below, &path, found);
            } else {
                found.insert(path);
            }
        }
    }

    fn keys_of(value: &Value) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        keys(value, "", &mut found);
        found
    }

    #[test]
    fn the_sample_holds_the_defaults() {
        assert_eq!(read(SAMPLE).unwrap(), Config::default());
    }

    #[test]
    fn the_sample_holds_every_key_and_no_other() {
        // `# key = value` is a setting without a default; other comments are sentences.
        let is_setting = |line: &str| {
            line.split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' '))
        };
        let uncommented: Vec<&str> = SAMPLE
            .lines()
            .map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| is_setting(rest))
                    .unwrap_or(line)
            })
            .collect();
        let sample: Value = Figment::from(Toml::string(&uncommented.join("\n")))
            .extract()
            .unwrap();
        let code = serde_json::to_value(Config::default()).unwrap();
        assert_eq!(keys_of(&sample), keys_of(&code));
        assert!(read(&uncommented.join("\n")).is_ok());
    }

    #[test]
    fn errors_name_the_key_and_not_the_value() {
        for (text, key) in [
            ("[http]\nlisten = 'hunter2'", "http.listen"),
            ("[http]\nheader_timeout = 'hunter2'", "http.header_timeout"),
            ("[limits]\nlogin = 'hunter2'", "limits.login"),
            ("[database]\nurl = 4711", "database.url"),
            ("[accounts]\nminimum_age = 300", "accounts.minimum_age"),
            ("[log]\nformat = 'hunter2'", "log.format"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(key), "{error}");
            assert!(
                key == "log.format" || !error.contains("hunter2") && !error.contains("4711"),
                "{error}"
            );
        }
    }

    #[test]
    fn unknown_keys_are_refused() {
        for (text, key) in [
            ("[http]\nlisten_on = '127.0.0.1:1'", "listen_on"),
            ("[htp]\nlisten = ''", "htp"),
            ("datadir = ''", "datadir"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(key), "{error}");
        }
    }

    #[test]
    fn flags_win_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kith.toml");
        fs::write(
            &file,
            "data_dir = 'there'\n[http]\nlisten = '127.0.0.1:1'\ndocs = false",
        )
        .unwrap();
        let flags = Flags {
            file: Some(file),
            listen: Some("127.0.0.1:2".parse().unwrap()),
            database: Some("sqlite:x".to_owned()),
            no_rate_limits: true,
            ..Flags::default()
        };
        let config = load(&flags).unwrap();
        assert_eq!((config.http.listen.port(), config.http.docs), (2, false));
        assert_eq!(config.data_dir.to_str(), Some("there"));
        assert!(!config.limits.enabled && config.database.url.is_some());
    }

    #[test]
    fn a_settings_file_that_was_named_has_to_be_there() {
        let flags = Flags {
            file: Some("nowhere.toml".into()),
            ..Flags::default()
        };
        assert!(load(&flags).unwrap_err().contains("nowhere.toml"));
    }

    #[test]
    fn secrets_do_not_show() {
        let text = "[http]\nsecret = 'hunter2'\n[database]\nurl = 'postgres://kith:hunter2@db/kith'\n[mail]\nsmtp_url = 'smtps://kith:hunter2@mail'";
        let config = read(text).unwrap();
        assert!(
            !format!("{config:?}{}", serde_json::to_string(&config).unwrap()).contains("hunter2")
        );
    }
}
