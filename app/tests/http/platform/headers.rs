//! Headers that protect, on every answer.

use reqwest::Method;

use super::site::{Answer, Setup, Site, TOKEN};

#[tokio::test]
async fn every_answer_is_protected() {
    let site = Site::start().await;
    for path in [
        "/",
        "/docs",
        "/openapi.yaml",
        "/health/live",
        "/robots.txt",
        "/api/v1/things",
        "/api/v1/nothing",
        "/api/v1/panic",
        "/missing.png",
    ] {
        let answer = site.get(path).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(
            !policy.contains("script-src 'unsafe-inline'") && !policy.contains("unsafe-eval"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(
            answer.header("strict-transport-security"),
            "",
            "{path}: not over plain http"
        );
        assert!(!answer.header("cache-control").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn https_is_insisted_on_where_it_is_used() {
    let mut setup = Setup::default();
    setup.config.http.public_url = Some("https://kith.example".parse().unwrap());
    let site = Site::start_with(setup).await;
    for path in ["/", "/api/v1/nothing"] {
        assert_eq!(
            site.get(path).await.header("strict-transport-security"),
            "max-age=31536000",
            "{path}"
        );
    }
    let private = |name: &str| {
        Answer::read(
            site.request(Method::GET, "/api/v1/private")
                .header("cookie", format!("{name}={TOKEN}")),
        )
    };
    assert_eq!(private("__Host-kith").await.status, 200);
    private("kith_session").await.problem(401, "not_logged_in");
}

#[tokio::test]
async fn answers_stay_out_of_caches() {
    let site = Site::start().await;
    for path in ["/things", "/nothing", "/private"] {
        let answer = site.api(path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        let vary: Vec<&str> = answer
            .headers
            .get_all("vary")
            .iter()
            .map(|value| value.to_str().unwrap())
            .collect();
        assert!(vary.contains(&"cookie"), "{path}: {vary:?}");
    }
}

#[tokio::test]
async fn large_answers_are_packed_when_wanted() {
    let site = Site::start().await;
    let ask = |path: &'static str, coding: &'static str| {
        Answer::read(
            site.request(Method::GET, path)
                .header("accept-encoding", coding),
        )
    };
    for (coding, expected) in [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
        ("gzip;q=0", ""),
    ] {
        let answer = ask("/api/v1/things?limit=50", coding).await;
        assert_eq!(answer.header("content-encoding"), expected, "{coding}");
        assert!(
            answer
                .headers
                .get_all("vary")
                .iter()
                .any(|value| value == "accept-encoding"),
            "{coding}"
        );
    }
    assert_eq!(
        ask("/api/v1/things/7", "gzip")
            .await
            .header("content-encoding"),
        ""
    );
    assert_eq!(
        ask("/api/v1/nothing", "gzip")
            .await
            .header("content-encoding"),
        ""
    );
}

#[tokio::test]
async fn health_tells_whether_and_not_why() {
    let site = Site::start_with(Setup {
        healthy: false,
        ..Setup::default()
    })
    .await;
    assert_eq!(
        site.get("/health/live").await.json(),
        serde_json::json!({"status": "live"})
    );
    let ready = site.get("/health/ready").await;
    assert_eq!(
        (ready.status.as_u16(), ready.text().as_str()),
        (503, r#"{"status":"not_ready"}"#)
    );
    let healthy = Site::start().await;
    assert_eq!(healthy.get("/health/ready").await.status, 200);
}
