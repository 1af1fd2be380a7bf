//! What comes too often is refused, per client and per subject.

use kith::config::{LimitsConfig, Rate, Span};
use reqwest::Method;

use super::site::{Answer, Setup, Site};

fn two_of_each() -> Setup {
    let two = Rate::new(2, Span::hours(1));
    let mut setup = Setup::default();
    setup.config.limits = LimitsConfig {
        enabled: true,
        register: two,
        login: two,
        mail: two,
        upload: two,
        write: two,
        read: two,
    };
    setup
}

#[tokio::test]
async fn the_third_is_told_when_to_come_back() {
    let site = Site::start_with(two_of_each()).await;
    assert_eq!(site.api("/things").await.status, 200);
    assert_eq!(site.api("/things/7?x=1").await.status, 200);
    let refused = site.api("/things").await;
    refused.problem(429, "rate_limited");
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=1801).contains(&seconds), "{seconds}");
    // Another method or spelling of the path does not help; another kind of action is counted apart.
    Answer::read(site.request(Method::HEAD, "/api/v1/things"))
        .await
        .status
        .as_u16()
        .eq(&429)
        .then_some(())
        .unwrap();
    assert_eq!(
        site.post("/things", "application/json", r#"{"title":"a"}"#)
            .await
            .status,
        200
    );
    assert_eq!(site.get("/health/live").await.status, 200);
}

#[tokio::test]
async fn a_recipient_is_protected_from_everybody() {
    let mut setup = two_of_each();
    setup.config.limits.write = Rate::new(100, Span::hours(1));
    let site = Site::start_with(setup).await;
    for expected in [204, 204, 429] {
        assert_eq!(
            site.post("/mail/ada", "text/plain", "")
                .await
                .status
                .as_u16(),
            expected
        );
    }
    assert_eq!(site.post("/mail/bob", "text/plain", "").await.status, 204);
}

#[tokio::test]
async fn a_stranger_cannot_change_address_by_a_header() {
    let site = Site::start_with(two_of_each()).await;
    let from = |address: &str| {
        Answer::read(
            site.request(Method::GET, "/api/v1/things")
                .header("x-forwarded-for", address),
        )
    };
    for (address, expected) in [
        ("198.51.100.1", 200),
        ("198.51.100.2", 200),
        ("198.51.100.3", 429),
    ] {
        assert_eq!(from(address).await.status.as_u16(), expected, "{address}");
    }
}

#[tokio::test]
async fn behind_a_trusted_proxy_its_clients_are_counted() {
    let mut setup = two_of_each();
    setup.config.http.trusted_proxies = "127.0.0.0/8".parse().unwrap();
    let site = Site::start_with(setup).await;
    let from = |address: &str| {
        Answer::read(
            site.request(Method::GET, "/api/v1/things")
                .header("x-forwarded-for", address),
        )
    };
    for (address, expected) in [
        ("198.51.100.1", 200),
        ("6.6.6.6, 198.51.100.1", 200),
        ("7.7.7.7, 198.51.100.1", 429),
        ("198.51.100.2", 200),
    ] {
        assert_eq!(from(address).await.status.as_u16(), expected, "{address}");
    }
}
