//! Passwords and the email address.

use reqwest::StatusCode;
use serde_json::json;

use crate::support::{PASSWORD, Server};

const VERIFY: &str = "Subject: Confirm your email address";
const RESET: &str = "Subject: Set a new password";
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

#[tokio::test]
async fn the_address_is_confirmed_by_the_mailed_link_once() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let token = server.mailed_token("ada@example.org", VERIFY, 1).await;
    let resent = ada.post("/auth/email/resend", json!({})).await;
    assert_eq!(
        (resent.status, resent.body),
        (StatusCode::ACCEPTED, json!({"mail_delivery": "files"}))
    );
    let later = server.mailed_token("ada@example.org", VERIFY, 2).await;

    let verify = async |token: &str| {
        server
            .browser()
            .post("/auth/email/verify", json!({"token": token}))
            .await
            .status
    };
    assert_eq!(
        verify(&token).await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "replaced by the later one"
    );
    assert_eq!(verify(&later).await, StatusCode::NO_CONTENT);
    assert_eq!(verify(&later).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        ada.get("/auth/session").await.body["user"]["email_verified"],
        true
    );
    assert_eq!(
        ada.post("/auth/email/resend", json!({})).await.code(),
        "already_verified"
    );
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_one_of_many_at_once() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let known = server
        .browser()
        .post("/auth/password/forgot", json!({"email": "ADA@example.org"}))
        .await;
    let unknown = server
        .browser()
        .post("/auth/password/forgot", json!({"email": "who@example.org"}))
        .await;
    assert_eq!(known.status, StatusCode::ACCEPTED);
    assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    let token = server.mailed_token("ada@example.org", RESET, 1).await;

    let weak = json!({"token": token, "new_password": "password"});
    let weak = server.browser().post("/auth/password/reset", weak).await;
    assert_eq!(weak.refused(), [("new_password", "too_common")]);
    let racers = (0..6).map(|number| {
        let (browser, token) = (server.browser(), token.clone());
        let reset = json!({"token": token, "new_password": format!("{NEW} {number}")});
        tokio::spawn(async move { browser.post("/auth/password/reset", reset).await.status })
    });
    let mut winners = 0;
    for racer in racers.collect::<Vec<_>>() {
        winners += u32::from(racer.await.unwrap() == StatusCode::NO_CONTENT);
    }
    assert_eq!(winners, 1);
    assert_eq!(ada.session().await, StatusCode::UNAUTHORIZED);
    let old = json!({"login": "ada", "password": PASSWORD});
    assert_eq!(
        server.browser().post("/auth/login", old).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(server.mails("who@example.org").is_empty());
}

#[tokio::test]
async fn a_new_address_is_in_force_once_its_link_is_used() {
    let server = Server::start();
    let (ada, _grace) = (server.member("ada").await, server.member("grace").await);
    let wrong = json!({"new_email": "nowhere", "password": "wrong"});
    let answer = ada.post("/auth/email/change", wrong).await;
    assert_eq!(
        answer.refused(),
        [
            ("new_email", "invalid_email"),
            ("password", "wrong_password")
        ]
    );

    let free = json!({"new_email": "new@example.org", "password": PASSWORD});
    let taken = json!({"new_email": "grace@example.org", "password": PASSWORD});
    let (free, taken) = (
        ada.post("/auth/email/change", free).await,
        ada.post("/auth/email/change", taken).await,
    );
    assert_eq!(free.status, StatusCode::ACCEPTED);
    assert_eq!(
        (free.status, free.body),
        (taken.status, taken.body),
        "only the mail tells"
    );

    let mailed = server
        .mailed_token("new@example.org", "Subject: Confirm your new email", 1)
        .await;
    let session = ada.get("/auth/session").await;
    assert_eq!(session.body["user"]["email"], "ada@example.org");
    let used = server
        .browser()
        .post("/auth/email/verify", json!({"token": mailed}))
        .await;
    assert_eq!(used.status, StatusCode::NO_CONTENT);
    let session = ada.get("/auth/session").await;
    assert_eq!(session.body["user"]["email"], "new@example.org");
    assert_eq!(session.body["user"]["email_verified"], true);
}
