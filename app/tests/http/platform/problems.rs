//! Every way to fail looks the same.

use poem::http::Method;
use serde_json::json;

use super::site::{Answer, Site};

const JSON: &str = "application/json";

#[tokio::test]
async fn unknown_paths_and_ids_that_are_none() {
    let site = Site::start().await;
    for path in [
        "/nothing",
        "",
        "/",
        "/things/",
        "/things/7/8",
        "/things/hunter2",
        "/things/01",
        "//things",
    ] {
        site.api(path).await.problem(404, "not_found");
    }
    site.get("/api/v2/things").await.problem(404, "not_found");
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let site = Site::start().await;
    let answer = Answer::read(site.request(Method::DELETE, "/api/v1/things")).await;
    answer.problem(405, "method_not_allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD, POST");
    Answer::read(site.request(Method::OPTIONS, "/api/v1/things"))
        .await
        .problem(405, "method_not_allowed");
}

#[tokio::test]
async fn malformed_json_and_other_media_types() {
    let site = Site::start().await;
    for body in [
        "",
        "{",
        "{'a':1}",
        r#"{"title":"a","title":"hunter2"}"#,
        "\u{0}",
    ] {
        site.post("/things", JSON, body)
            .await
            .problem(400, "malformed_json");
    }
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonx",
        "hunter2",
    ] {
        site.post("/things", kind, "{}")
            .await
            .problem(415, "unsupported_media_type");
    }
    let without = Answer::read(site.request(Method::POST, "/api/v1/things").body("{}")).await;
    without.problem(415, "unsupported_media_type");
    site.post(
        "/things",
        "Application/JSON; charset=utf-8",
        r#"{"title":"a"}"#,
    )
    .await
    .json();
}

#[tokio::test]
async fn refused_fields_are_named_together() {
    let site = Site::start().await;
    let body = json!({"title": 5, "count": -1, "role": "hunter2"}).to_string();
    let answer = site.post("/things", JSON, body).await;
    answer.problem(422, "validation_failed");
    let expected = [
        ("count", "too_small"),
        ("role", "unknown_field"),
        ("title", "wrong_type"),
    ];
    assert_eq!(
        answer.refused(),
        expected.map(|(field, code)| (field.to_owned(), code.to_owned()))
    );
}

#[tokio::test]
async fn parameters_that_cannot_be_used() {
    let site = Site::start().await;
    for query in [
        "limit=0",
        "limit=101",
        "limit=hunter2",
        "limit=",
        "limit=1&limit=2",
        "cursor=a&cursor=a",
    ] {
        let answer = site.api(&format!("/things?{query}")).await;
        answer.problem(400, "invalid_parameter");
        assert_eq!(answer.refused()[0].0, query.split('=').next().unwrap());
    }
    assert_eq!(
        site.api("/things?unknown=hunter2&unknown=2").await.status,
        200
    );
}

#[tokio::test]
async fn a_panic_is_one_failed_request() {
    let site = Site::start().await;
    for method in [Method::GET, Method::POST] {
        let answer = Answer::read(site.request(method, "/api/v1/panic")).await;
        answer.problem(500, "internal");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
    assert_eq!(site.api("/things").await.status, 200);
}

#[tokio::test]
async fn storage_that_fails() {
    let site = Site::start().await;
    let busy = site.api("/storage/busy").await;
    busy.problem(503, "busy");
    assert_eq!(busy.header("retry-after"), "1");
    site.api("/storage/conflict").await.problem(500, "internal");
    site.api("/storage/broken").await.problem(500, "internal");
}

#[tokio::test]
async fn nobody_is_logged_in() {
    let site = Site::start().await;
    let ask = |cookie: &str| {
        Answer::read(
            site.request(Method::GET, "/api/v1/private")
                .header("cookie", cookie),
        )
    };
    let token = super::site::TOKEN;
    assert_eq!(ask(&format!("kith_session={token}")).await.json(), "7");
    let forged = "8".repeat(43);
    for cookie in [
        String::new(),
        format!("kith_session={forged}"),
        format!("kith_session={token}; kith_session={token}"),
        format!("__Host-kith={token}"),
        "kith_session=%00; ;;=;\"".to_owned(),
        format!("kith_session={}", "x".repeat(20_000)),
    ] {
        ask(&cookie).await.problem(401, "not_logged_in");
    }
}

#[tokio::test]
async fn keys_for_repeating_are_short_visible_ascii() {
    let site = Site::start().await;
    let send = |key: &str| {
        let request = site
            .request(Method::POST, "/api/v1/things")
            .header("content-type", JSON);
        Answer::read(
            request
                .header("idempotency-key", key)
                .body(r#"{"title":"a"}"#),
        )
    };
    assert_eq!(send("k-1").await.json(), "a0k-1");
    for key in [String::new(), "a b".to_owned(), "x".repeat(65)] {
        let answer = send(&key).await;
        answer.problem(400, "invalid_parameter");
        assert_eq!(answer.refused()[0].0, "Idempotency-Key");
    }
}

#[tokio::test]
async fn answers_are_named_and_never_by_the_client() {
    let site = Site::start().await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let answer = Answer::read(
            site.request(Method::GET, "/api/v1/things")
                .header("x-request-id", "forged"),
        )
        .await;
        seen.push(answer.header("x-request-id").to_owned());
    }
    assert!(
        seen.iter()
            .all(|id| id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit())),
        "{seen:?}"
    );
    seen.dedup();
    assert_eq!(seen.len(), 3);
}
