//! Sessions.

use reqwest::StatusCode;
use serde_json::json;

use crate::support::{Browser, PASSWORD, Server};

async fn logged_in(server: &Server, login: &str) -> Browser {
    let browser = server.browser();
    let answer = browser
        .post("/auth/login", json!({"login": login, "password": PASSWORD}))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    browser
}

#[tokio::test]
async fn two_browsers_are_two_people() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let who =
        async |browser: &Browser| browser.get("/auth/session").await.body["user"]["handle"].clone();
    assert_eq!(
        (who(&ada).await, who(&grace).await),
        (json!("ada"), json!("grace"))
    );
    ada.post("/auth/logout", json!({})).await;
    assert_eq!(ada.session().await, StatusCode::UNAUTHORIZED);
    assert_eq!(who(&grace).await, json!("grace"));
}

#[tokio::test]
async fn a_session_survives_a_restart_of_the_server() {
    let mut server = Server::start();
    let registered = server
        .browser()
        .post("/auth/register", crate::support::form("ada"))
        .await;
    let cookie = format!("kith_session={}", registered.token());
    server.restart();
    let answer = server
        .browser()
        .send(
            reqwest::Method::GET,
            "/auth/session",
            None,
            &[("Cookie", &cookie)],
        )
        .await;
    assert_eq!(answer.body["user"]["handle"], "ada");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_others() {
    let server = Server::start();
    let laptop = server.member("ada").await;
    let phone = logged_in(&server, "ada").await;
    let tablet = logged_in(&server, "ada").await;
    let grace = server.member("grace").await;

    let listed = laptop.get("/auth/sessions").await;
    let items = listed.body["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 3);
    let current: Vec<_> = items
        .iter()
        .filter(|item| item["current"] == true)
        .collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0]["user_agent"], "Firefox");
    assert_eq!(current[0]["ip"], "127.0.0.1");

    let phones = phone.get("/auth/sessions").await.body["items"].clone();
    let phones = phones
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["current"] == true)
        .unwrap();
    let path = format!("/auth/sessions/{}", phones["id"].as_str().unwrap());
    assert_eq!(grace.delete(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(laptop.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(laptop.delete(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(phone.session().await, StatusCode::UNAUTHORIZED);

    let ended = laptop.delete("/auth/sessions").await;
    assert_eq!(ended.body, json!({"ended": 1}));
    assert_eq!(tablet.session().await, StatusCode::UNAUTHORIZED);
    assert_eq!(laptop.session().await, StatusCode::OK);
    assert_eq!(grace.session().await, StatusCode::OK);
}

#[tokio::test]
async fn everything_but_the_doors_needs_a_session() {
    let server = Server::start();
    let guest = server.browser();
    for path in ["/auth/session", "/auth/sessions"] {
        assert_eq!(guest.get(path).await.code(), "not_logged_in", "{path}");
    }
    for path in ["/auth/sessions", "/auth/sessions/1"] {
        assert_eq!(guest.delete(path).await.code(), "not_logged_in", "{path}");
    }
    for path in [
        "/auth/logout",
        "/auth/password/change",
        "/auth/email/resend",
        "/auth/email/change",
    ] {
        assert_eq!(
            guest.post(path, json!({})).await.code(),
            "not_logged_in",
            "{path}"
        );
    }
}
