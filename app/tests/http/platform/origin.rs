//! Other sites' pages change nothing here.

use reqwest::Method;

use super::site::{Answer, Site};

async fn change(site: &Site, headers: &[(&str, &str)]) -> Answer {
    let mut request = site
        .request(Method::POST, "/api/v1/things")
        .header("content-type", "application/json")
        .body(r#"{"title":"a"}"#);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Answer::read(request).await
}

#[tokio::test]
async fn our_own_pages_and_programs_may() {
    let site = Site::start().await;
    let own = format!("http://{}", site.address);
    for headers in [
        &[][..],
        &[("origin", own.as_str())],
        &[("sec-fetch-site", "same-origin"), ("origin", &own)],
        &[("sec-fetch-site", "none")],
    ] {
        assert_eq!(change(&site, headers).await.status, 200, "{headers:?}");
    }
}

#[tokio::test]
async fn everybody_elses_pages_may_not() {
    let site = Site::start().await;
    let own = format!("http://{}", site.address);
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "null")],
        &[("origin", "")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", own.as_str())],
        &[("sec-fetch-site", "same-origin"), ("origin", "null")],
    ] {
        let answer = change(&site, headers).await;
        answer.problem(403, "cross_origin");
        assert!(answer.headers.get("access-control-allow-origin").is_none());
    }
}

#[tokio::test]
async fn every_unsafe_method_counts_and_reading_does_not() {
    let site = Site::start().await;
    let foreign = |method: Method, path: &str| {
        Answer::read(
            site.request(method, path)
                .header("sec-fetch-site", "cross-site"),
        )
    };
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        foreign(method, "/api/v1/things")
            .await
            .problem(403, "cross_origin");
    }
    foreign(Method::POST, "/")
        .await
        .problem(403, "cross_origin");
    assert_eq!(foreign(Method::GET, "/api/v1/things").await.status, 200);
    let upgrade = site
        .request(Method::GET, "/api/v1/things")
        .header("sec-fetch-site", "cross-site")
        .header("upgrade", "websocket");
    Answer::read(upgrade).await.problem(403, "cross_origin");
}
