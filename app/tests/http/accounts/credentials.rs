//! Passwords and the email address.

use reqwest::StatusCode;
use serde_json::json;

use crate::support::{PASSWORD, Server};

const NEW: &str = "lamp under nine apples";

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_and_keeps_this_one() {
    let server = Server::start();
    let laptop = server.member("ada").await;
    let phone = server.browser();
    let login = json!({"login": "ada", "password": PASSWORD});
    phone.post("/auth/login", login.clone()).await;

    let wrong = json!({"current_password": "wrong", "new_password": NEW});
    let answer = laptop.post("/auth/password/change", wrong).await;
    assert_eq!(answer.refused(), [("current_password", "wrong_password")]);
    let weak = json!({"current_password": PASSWORD, "new_password": "ada@example.org"});
    let answer = laptop.post("/auth/password/change", weak).await;
    assert_eq!(answer.refused(), [("new_password", "too_personal")]);

    let good = json!({"current_password": PASSWORD, "new_password": NEW});
    let answer = laptop.post("/auth/password/change", good).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(!answer.token().is_empty());
    assert_eq!(laptop.session().await, StatusCode::OK);
    assert_eq!(phone.session().await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        phone.post("/auth/login", login).await.code(),
        "invalid_credentials"
    );
    let new = json!({"login": "ada", "password": NEW});
    assert_eq!(phone.post("/auth/login", new).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_password_is_rated_by_the_rule_of_registration() {
    let server = Server::start();
    let rate = async |password: &str| {
        let form = json!({"password": password, "first_name": "Featherstonehaugh"});
        server
            .browser()
            .post("/auth/password/strength", form)
            .await
            .body
    };
    let personal = rate("featherstonehaugh").await;
    assert_eq!(
        (&personal["acceptable"], &personal["code"]),
        (&json!(false), &json!("too_personal"))
    );
    assert_eq!(rate("password").await["score"], 0);
    let good = rate(PASSWORD).await;
    assert_eq!(
        (&good["acceptable"], &good["code"]),
        (&json!(true), &json!(null))
    );
}

#[tokio::test]
async fn links_that_are_no_links_are_refused() {
    let server = Server::start();
    for token in ["", "x", &"A".repeat(43), &"A".repeat(10_000)] {
        let verify = server
            .browser()
            .post("/auth/email/verify", json!({"token": token}))
            .await;
        assert_eq!(verify.refused(), [("token", "invalid_token")]);
        let reset = json!({"token": token, "new_password": NEW});
        let reset = server.browser().post("/auth/password/reset", reset).await;
        assert_eq!(reset.refused(), [("token", "invalid_token")]);
    }
}
