//! Registering.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::{PASSWORD, Server, form};

#[tokio::test]
async fn a_new_member_is_logged_in_and_shown_what_they_gave() {
    let server = Server::start();
    let browser = server.browser();
    let mut registration = form("Countess");
    registration["about_me"] = json!("First line\nsecond line");
    let answer = browser.post("/auth/register", registration).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.body["handle"], "countess");
    assert_eq!(answer.body["display_name"], "Test Person");
    assert_eq!(answer.body["date_of_birth"], "1990-12-10");
    assert_eq!(answer.body["gender"], "other");
    assert_eq!(answer.body["about_me"], "First line\nsecond line");
    assert_eq!(answer.body["email_verified"], false);
    assert!(!answer.body.to_string().contains("argon2"));
    assert!(!answer.body.to_string().contains(PASSWORD));

    let session = browser.get("/auth/session").await;
    assert_eq!(session.status, StatusCode::OK);
    assert_eq!(session.body["user"], answer.body);
    assert_eq!(session.body["mail_delivery"], "files");
    assert_eq!(
        session.body["unread"],
        json!({"notifications": 0, "messages": 0, "follow_requests": 0, "friend_requests": 0})
    );
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
}

#[tokio::test]
async fn what_the_form_narrows_no_other_member_ever_sees() {
    let server = Server::start();
    let mut registration = form("shy");
    registration["fields"] = json!({"email": "only_me"});
    let shy = server.browser();
    let made = shy.post("/auth/register", registration).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let chosen = shy.get("/me/privacy").await;
    assert_eq!(chosen.body["fields"]["email"], "only_me");
    assert_eq!(chosen.body["fields"]["date_of_birth"], "everyone");

    let other = server.member("ada").await;
    let seen = other.get("/users/@shy").await;
    assert_eq!(seen.body["email"], serde_json::Value::Null);
    assert_eq!(seen.body["date_of_birth"], "1990-12-10");

    let mut senseless = form("loud");
    senseless["fields"] = json!({"email": "the_whole_world"});
    let refused = server.browser().post("/auth/register", senseless).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_site_says_what_the_form_must_know() {
    let server = Server::start();
    let guest = server.browser();
    let site = guest.get("/site").await;
    assert_eq!(
        site.body,
        json!({
            "name": "Kith", "minimum_age": 13, "mail_delivery": "files", "registration": "open",
            "logged_in": false, "link_previews": true,
            "videos": {"max_bytes": 200 * 1024 * 1024, "max_duration": 600},
        })
    );
    let member = server.member("ada").await;
    assert_eq!(member.get("/site").await.body["logged_in"], true);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    let server = Server::start();
    let answer = server
        .browser()
        .post(
            "/auth/register",
            json!({
                "email": "nobody", "password": "password", "first_name": "", "last_name": "x".repeat(51),
                "date_of_birth": "2999-01-01", "gender": "duck", "nickname": "a\u{202e}b",
            }),
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        answer.refused(),
        [
            ("email", "invalid_email"),
            ("password", "too_common"),
            ("first_name", "required"),
            ("last_name", "too_long"),
            ("date_of_birth", "in_the_future"),
            ("gender", "invalid_choice"),
            ("nickname", "invalid_characters"),
        ]
    );
    assert!(!answer.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn a_role_cannot_be_asked_for() {
    let server = Server::start();
    server.member("founder").await;
    let mut registration = form("eve");
    registration["role"] = json!("admin");
    let answer = server.browser().post("/auth/register", registration).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.refused(), [("role", "unknown_field")]);
}

#[tokio::test]
async fn an_address_serves_one_account_also_in_a_race() {
    let server = Server::start();
    let racers = (0..8).map(|_| {
        let browser = server.browser();
        tokio::spawn(async move { browser.post("/auth/register", form("ada")).await })
    });
    let mut created = 0;
    for racer in racers.collect::<Vec<_>>() {
        let answer = racer.await.unwrap();
        if answer.status == StatusCode::CREATED {
            created += 1;
        } else {
            assert_eq!(
                (answer.status, answer.code()),
                (StatusCode::CONFLICT, "email_taken")
            );
        }
    }
    assert_eq!(created, 1);

    let mut again = form("other");
    again["email"] = json!("ADA@Example.ORG");
    let answer = server.browser().post("/auth/register", again).await;
    assert_eq!(answer.code(), "email_taken");
}

#[tokio::test]
async fn one_nickname_gives_many_handles_and_one_founder_also_in_a_race() {
    let server = Server::start();
    let racers = (0..6).map(|number| {
        let browser = server.browser();
        let mut registration = form("ada");
        registration["email"] = json!(format!("ada{number}@example.org"));
        tokio::spawn(async move { browser.post("/auth/register", registration).await })
    });
    let (mut handles, mut admins) = (Vec::new(), 0);
    for racer in racers.collect::<Vec<_>>() {
        let answer = racer.await.unwrap();
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        handles.push(answer.body["handle"].as_str().unwrap().to_owned());
        admins += u32::from(answer.body["role"] == "admin");
    }
    handles.sort();
    assert_eq!(handles, ["ada", "ada2", "ada3", "ada4", "ada5", "ada6"]);
    assert_eq!(admins, 1);
}

#[tokio::test]
async fn registering_again_ends_the_session_that_the_browser_had() {
    let server = Server::start();
    let browser = server.browser();
    let first = browser.post("/auth/register", form("ada")).await;
    let cookie = first.headers["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let second = browser.post("/auth/register", form("grace")).await;
    assert_eq!(second.status, StatusCode::CREATED);
    let old = server
        .browser()
        .send(Method::GET, "/auth/session", None, &[("Cookie", &cookie)])
        .await;
    assert_eq!(old.code(), "not_logged_in");
    let now = browser.get("/auth/session").await;
    assert_eq!(now.body["user"]["handle"], "grace");
}

#[tokio::test]
async fn a_name_that_looks_like_another_gets_another_handle() {
    let server = Server::start();
    server.member("paul").await;
    let alike = server.browser().post("/auth/register", form("pau1")).await;
    assert_eq!(alike.body["handle"], "pau12");
}

#[tokio::test]
async fn links_lead_to_the_port_that_was_given() {
    let server = Server::start();
    server.member("ada").await;
    let subject = "Confirm your email address";
    server.mailed_token("ada@example.org", subject, 1).await;
    let mails = server.mails("ada@example.org");
    assert!(mails[0].contains(&server.url), "{}", mails[0]);
}
