//! What a value's type cannot say: refused like a value of the wrong type, with the key and without the value.

use kith_core::shared::text;
use tracing_subscriber::EnvFilter;

use super::{Config, Secret, Span};

const SHORTEST_SECRET: usize = 32;
const LONGEST_SITE_NAME: usize = 60;

/// The keys whose values cannot work, each with the reason.
pub(super) fn refusals(config: &Config) -> Vec<(&'static str, String)> {
    let starts_with = |secret: Option<&Secret>, schemes: &[&str]| {
        secret.is_none_or(|secret| {
            schemes
                .iter()
                .any(|scheme| secret.expose().starts_with(scheme))
        })
    };
    let mut found = Vec::new();
    let mut check = |key, fine: bool, reason: &str| {
        if !fine {
            found.push((key, reason.to_owned()));
        }
    };
    let (http, mail) = (&config.http, &config.mail);
    check(
        "http.secret",
        http.secret
            .as_ref()
            .is_none_or(|secret| secret.expose().len() >= SHORTEST_SECRET),
        "write at least 32 random characters",
    );
    check(
        "http.max_connections",
        http.max_connections > 0,
        "nobody could connect; write at least 1",
    );
    check(
        "database.url",
        starts_with(
            config.database.url.as_ref(),
            &["sqlite:", "postgres:", "postgresql:"],
        ),
        "a database address starts with sqlite: or postgres:",
    );
    check(
        "feeds.for_you_every",
        (Span::seconds(1)..=Span::hours(24)).contains(&config.feeds.for_you_every),
        "write 1s to 24h",
    );
    check(
        "mail.smtp_url",
        starts_with(mail.smtp_url.as_ref(), &["smtp://", "smtps://"]),
        "write smtps://user:password@host, or smtp://host:port",
    );
    check(
        "mail.from",
        text::line(&mail.from, 320).is_ok() && mail.from.contains('@'),
        "write the sender as Name <name@example.org>",
    );
    check(
        "accounts.site_name",
        text::line(&config.accounts.site_name, LONGEST_SITE_NAME).is_ok(),
        "write a name of 1 to 60 characters on one line",
    );
    if let Err(error) = EnvFilter::builder().parse(&config.log.filter) {
        found.push(("log.filter", error.to_string()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_fine() {
        assert_eq!(refusals(&Config::default()), []);
    }

    #[test]
    fn every_impossible_value_is_named() {
        let mut config = Config::default();
        config.http.secret = Some(Secret::new("hunter2"));
        config.http.max_connections = 0;
        config.database.url = Some(Secret::new("mysql://kith:hunter2@db"));
        config.mail.smtp_url = Some(Secret::new("http://kith:hunter2@mail"));
        config.mail.from = "nobody".to_owned();
        config.accounts.site_name = "Kith\nBcc: everybody".to_owned();
        config.log.filter = "=[[".to_owned();
        let found = refusals(&config);
        let keys: Vec<_> = found.iter().map(|(key, _)| *key).collect();
        assert_eq!(
            keys,
            [
                "http.secret",
                "http.max_connections",
                "database.url",
                "mail.smtp_url",
                "mail.from",
                "accounts.site_name",
                "log.filter"
            ]
        );
        assert!(!format!("{found:?}").contains("hunter2"));
    }
}
