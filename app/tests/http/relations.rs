//! Relations, from outside.

use kith_adapters::clock::SystemClock;
use kith_core::shared::clock::{Clock as _, Timestamp};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use crate::support::{Answer, Browser, Server};

/// A member with their id.
pub(crate) struct Member {
    pub(crate) browser: Browser,
    pub(crate) id: String,
}

pub(crate) async fn member(server: &Server, name: &str) -> Member {
    let browser = server.member(name).await;
    let id = browser.get("/me").await.body["id"]
        .as_str()
        .unwrap()
        .to_owned();
    Member { browser, id }
}

impl Member {
    pub(crate) async fn go_private(&self) {
        self.change_privacy(|privacy| privacy["is_private"] = json!(true))
            .await;
    }

    pub(crate) async fn change_privacy(&self, change: impl FnOnce(&mut Value)) {
        let mut privacy = self.browser.get("/me/privacy").await.body;
        change(&mut privacy);
        let answer = self.put("/me/privacy", Some(privacy)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }

    async fn put(&self, path: &str, body: Option<Value>) -> Answer {
        self.browser.send(Method::PUT, path, body, &[]).await
    }

    /// Does something about somebody, named by id or `@handle`; the answer must be a relationship.
    pub(crate) async fn does(&self, act: &str, whom: &str) -> Value {
        let answer = self.tries(act, whom).await;
        assert_eq!(answer.status, StatusCode::OK, "{act}: {}", answer.body);
        answer.body
    }

    async fn tries(&self, act: &str, whom: &str) -> Answer {
        let (method, path) = match act.split_once(' ').unwrap() {
            ("accept" | "decline", requests) => {
                let deed = act.split(' ').next().unwrap();
                (Method::POST, format!("/{requests}/{whom}/{deed}"))
            }
            ("PUT", act) => (Method::PUT, format!("/users/{whom}/{act}")),
            (_, act) => (Method::DELETE, format!("/users/{whom}/{act}")),
        };
        self.browser.send(method, &path, None, &[]).await
    }
}

fn relationship(follow: &str, followed_by: &str, friendship: &str) -> Value {
    json!({
        "follow": follow,
        "followed_by": followed_by,
        "friendship": friendship,
        "blocking": false,
        "muting": false,
    })
}

#[tokio::test]
async fn a_public_profile_is_followed_at_once_and_a_private_one_decides() {
    let server = Server::start();
    let (anna, ben) = (member(&server, "anna").await, member(&server, "ben").await);
    for _ in 0..2 {
        let now = anna.does("PUT follow", "@Ben").await;
        assert_eq!(now, relationship("following", "none", "none"));
    }
    anna.go_private().await;
    let asked = ben.does("PUT follow", &anna.id).await;
    assert_eq!(asked, relationship("requested", "following", "none"));
    let accepted = anna.does("accept follow-requests", &ben.id).await;
    assert_eq!(accepted, relationship("following", "following", "none"));

    let path = format!("/me/followers/{}", ben.id);
    let removed = anna.browser.delete(&path).await;
    assert_eq!(removed.body, relationship("following", "none", "none"));
    ben.does("PUT follow", "@anna").await;
    let taken_back = ben.does("DELETE follow", "@anna").await;
    assert_eq!(taken_back, relationship("none", "following", "none"));
    let gone = anna.tries("accept follow-requests", &ben.id).await;
    assert_eq!(
        (gone.status, gone.code()),
        (StatusCode::NOT_FOUND, "request_gone")
    );
}

#[tokio::test]
async fn who_was_declined_is_not_told_and_asks_again_after_a_pause() {
    let server = Server::start();
    let (anna, ben) = (member(&server, "anna").await, member(&server, "ben").await);
    anna.go_private().await;
    let asked = ben.does("PUT friendship", &anna.id).await;
    assert_eq!(asked, relationship("requested", "none", "outgoing"));
    let declined = anna.does("decline friend-requests", &ben.id).await;
    assert_eq!(declined, relationship("none", "none", "none"));
    for act in ["PUT friendship", "PUT follow"] {
        let again = ben.tries(act, &anna.id).await;
        assert_eq!(
            (again.status, again.code()),
            (StatusCode::CONFLICT, "ask_again_later"),
            "{act}"
        );
        let moment = again.body["retry_at"].as_str().unwrap();
        let moment = OffsetDateTime::parse(moment, &Rfc3339).unwrap();
        let away = Timestamp::from(moment).since(SystemClock.now());
        assert!(
            away > Duration::days(6) && away <= Duration::days(7),
            "{act}: {away}"
        );
    }
    let other_way = anna.does("PUT friendship", &ben.id).await;
    assert_eq!(other_way["friendship"], "outgoing");
    let friends = ben.does("PUT friendship", &anna.id).await;
    assert_eq!(friends, relationship("following", "following", "friends"));
    let over = anna.does("DELETE friendship", &ben.id).await;
    assert_eq!(over, relationship("none", "none", "none"));
}

#[tokio::test]
async fn who_blocks_vanishes_and_is_the_only_one_who_can_come_back() {
    let server = Server::start();
    let (anna, ben) = (member(&server, "anna").await, member(&server, "ben").await);
    anna.does("PUT follow", &ben.id).await;
    let blocking = anna.does("PUT block", &ben.id).await;
    assert_eq!(
        (&blocking["blocking"], &blocking["follow"]),
        (&json!(true), &json!("none"))
    );
    for act in [
        "PUT follow",
        "PUT friendship",
        "PUT block",
        "DELETE block",
        "PUT mute",
    ] {
        let answer = ben.tries(act, "@anna").await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::NOT_FOUND, "not_found"),
            "{act}"
        );
    }
    assert_eq!(
        anna.tries("PUT follow", &ben.id).await.status,
        StatusCode::NOT_FOUND
    );
    let over = anna.does("DELETE block", &ben.id).await;
    assert_eq!(over, relationship("none", "none", "none"));
    let muted = ben.does("PUT mute", &anna.id).await;
    assert_eq!(muted["muting"], true);
    assert_eq!(ben.does("DELETE mute", &anna.id).await["muting"], false);
}

#[tokio::test]
async fn nobody_relates_to_themselves_or_to_nobody() {
    let server = Server::start();
    let anna = member(&server, "anna").await;
    for whom in [anna.id.as_str(), "@anna"] {
        for act in [
            "PUT follow",
            "PUT friendship",
            "PUT block",
            "DELETE mute",
            "accept follow-requests",
        ] {
            let own = anna.tries(act, whom).await;
            assert_eq!(
                (own.status, own.code()),
                (StatusCode::FORBIDDEN, "own_profile"),
                "{act}"
            );
        }
    }
    for whom in ["1", "@nobody_at_all", "anna", "0", "x"] {
        let answer = anna.tries("PUT follow", whom).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{whom}");
    }
}
