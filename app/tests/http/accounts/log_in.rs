//! Logging in and out.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::{PASSWORD, Server};

#[tokio::test]
async fn address_and_handle_log_in() {
    let server = Server::start();
    server.member("ada").await;
    for login in ["ada@example.org", "ADA@EXAMPLE.ORG", "ada", "@Ada"] {
        let browser = server.browser();
        let answer = browser
            .post("/auth/login", json!({"login": login, "password": PASSWORD}))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{login}");
        assert_eq!(answer.body["handle"], "ada");
        assert_eq!(browser.session().await, StatusCode::OK);
    }
}

#[tokio::test]
async fn every_failure_looks_the_same() {
    let server = Server::start();
    server.member("ada").await;
    let cases = [
        ("ada@example.org", "wrong password here"),
        ("nobody@example.org", PASSWORD),
        ("nobody_at_all", PASSWORD),
        ("?", PASSWORD),
        ("ada", ""),
        ("ada", "Plum tractor sings"),
    ];
    let mut bodies = Vec::new();
    for (login, password) in cases {
        let mut answer = server
            .browser()
            .post("/auth/login", json!({"login": login, "password": password}))
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{login}");
        assert!(!answer.headers.contains_key("set-cookie"));
        answer.body["request_id"].take();
        bodies.push(answer.body);
    }
    assert_eq!(bodies[0]["code"], "invalid_credentials");
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
}

#[tokio::test]
async fn logging_out_ends_the_session_on_the_server() {
    let server = Server::start();
    let browser = server.browser();
    let registered = browser
        .post("/auth/register", crate::support::form("ada"))
        .await;
    let cookie = format!("kith_session={}", registered.token());
    let answer = browser.post("/auth/logout", json!({})).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.session().await, StatusCode::UNAUTHORIZED);
    let replay = server.browser();
    let replayed = replay
        .send(Method::GET, "/auth/session", None, &[("Cookie", &cookie)])
        .await;
    assert_eq!(replayed.code(), "not_logged_in");
    let twice = replay
        .send(Method::POST, "/auth/logout", None, &[("Cookie", &cookie)])
        .await;
    assert_eq!(twice.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn logging_in_replaces_the_token_and_adopts_none() {
    let server = Server::start();
    let browser = server.browser();
    let first = browser
        .post("/auth/register", crate::support::form("ada"))
        .await
        .token();
    let login = json!({"login": "ada", "password": PASSWORD});
    let second = browser.post("/auth/login", login.clone()).await.token();
    assert_ne!(first, second);
    let old = format!("kith_session={first}");
    let answer = server
        .browser()
        .send(Method::GET, "/auth/session", None, &[("Cookie", &old)])
        .await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);

    let planted = "A".repeat(43);
    let cookie = format!("kith_session={planted}");
    let victim = server.browser();
    let answer = victim
        .send(
            Method::POST,
            "/auth/login",
            Some(login),
            &[("Cookie", &cookie)],
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_ne!(answer.token(), planted);
    let attacker = server
        .browser()
        .send(Method::GET, "/auth/session", None, &[("Cookie", &cookie)])
        .await;
    assert_eq!(attacker.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn odd_cookies_are_nobody() {
    let server = Server::start();
    let browser = server.browser();
    let token = browser
        .post("/auth/register", crate::support::form("ada"))
        .await
        .token();
    let twice = format!("kith_session={token}; kith_session={token}");
    let huge = format!("kith_session={token}; pad={}", "x".repeat(9_000));
    for cookie in ["kith_session", "kith_session=", "=;;=", &twice, &huge] {
        let answer = server
            .browser()
            .send(Method::GET, "/auth/session", None, &[("Cookie", cookie)])
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{cookie:.40}");
    }
    assert_eq!(browser.session().await, StatusCode::OK);
}

#[tokio::test]
async fn guessing_is_slowed_down_for_one_account() {
    let server = Server::start_with(&[]);
    let browser = server.member("ada").await;
    let guess = json!({"login": "ada", "password": "wrong password here"});
    let guesser = server.browser();
    let mut last = guesser.post("/auth/login", guess.clone()).await;
    for _ in 0..25 {
        if last.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        assert_eq!(last.status, StatusCode::UNAUTHORIZED);
        last = guesser.post("/auth/login", guess.clone()).await;
    }
    assert_eq!(last.code(), "rate_limited");
    assert!(last.headers.contains_key("retry-after"));
    assert_eq!(
        browser.session().await,
        StatusCode::OK,
        "who is in stays in"
    );
}
