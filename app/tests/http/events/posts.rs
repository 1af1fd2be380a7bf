//! The posts under which events are talked about.

use reqwest::Method;
use serde_json::{Value, json};

use super::{choir, path, planned, say};
use crate::support::{Browser, Server};

fn post_path(event: &Value, rest: &str) -> String {
    format!("/posts/{}{rest}", event["post_id"].as_str().unwrap())
}

async fn refused(browser: &Browser, method: Method, path: &str) -> (u16, String) {
    let body = (method == Method::PATCH).then(|| json!({"content": "Elsewhere"}));
    let answer = browser.send(method, path, body, &[]).await;
    (answer.status.as_u16(), answer.code().to_owned())
}

#[tokio::test]
async fn members_talk_about_an_event_under_its_post() {
    let server = Server::start();
    let (ada, ben, cleo) = (
        server.member("ada").await,
        server.member("ben").await,
        server.member("cleo").await,
    );
    let group = choir(&[&ada, &ben, &cleo]).await;
    let event = planned(&ben, &group, json!({"place": "Old pier", "capacity": 5})).await;
    say(&cleo, &event, "going").await;
    let comment = json!({"content": "I bring the notes, @ben"});
    let comments = post_path(&event, "/comments");
    assert_eq!(cleo.post(&comments, comment).await.status, 201);
    let like = Some(json!({"kind": "like"}));
    assert_eq!(
        ada.put(&post_path(&event, "/reaction"), like).await.status,
        200
    );
    let bookmark = post_path(&event, "/bookmark");
    assert_eq!(ada.status(Method::PUT, &bookmark, None).await, 204);

    let post = ada.get(&post_path(&event, "")).await.body;
    let shown = ada.get(&path(&event, "")).await.body;
    assert_eq!(post["event"], shown);
    assert_eq!(shown["counts"]["going"], 1);
    assert_eq!(
        (&post["content"], &post["audience"]),
        (&json!(""), &json!("group"))
    );
    assert_eq!(post["author"]["handle"], "ben");
    assert_eq!(
        (&post["comment_count"], &post["bookmarked"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(
        post["can"],
        json!({"edit": false, "delete": false, "share": false, "comment": true, "pin": true})
    );
    for list in [format!("/groups/{group}/posts"), "/feeds/home".to_owned()] {
        let listed = ada.get(&list).await.body;
        assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{list}");
        assert_eq!(listed["items"][0]["event"], shown, "{list}");
    }
    let profile = ada.get("/users/@ben/posts").await.body;
    assert_eq!(profile["items"], json!([]));
    let saved = ada.get("/me/bookmarks").await.body;
    assert_eq!(saved["items"][0]["event"], shown);
}

#[tokio::test]
async fn the_post_is_neither_changed_nor_deleted_and_says_that_the_event_is_cancelled() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let stranger = server.member("eve").await;
    let group = choir(&[&ada, &ben]).await;
    let event = planned(&ben, &group, json!({})).await;
    let post = post_path(&event, "");
    let of_an_event = (409, "belongs_to_event".to_owned());
    for method in [Method::PATCH, Method::DELETE] {
        assert_eq!(refused(&ben, method.clone(), &post).await, of_an_event);
        assert_eq!(refused(&stranger, method, &post).await.0, 404);
    }
    assert_eq!(refused(&ada, Method::DELETE, &post).await, of_an_event);
    assert_eq!(refused(&ada, Method::PATCH, &post).await.0, 403);
    assert_eq!(ben.delete(&path(&event, "")).await.status, 200);
    let seen = ada.get(&post).await.body;
    assert!(seen["event"]["cancelled_at"].is_string(), "{seen}");
    let hello = json!({"content": "What a pity"});
    let comments = post_path(&event, "/comments");
    assert_eq!(ada.post(&comments, hello).await.status, 201);
}

#[tokio::test]
async fn who_does_not_see_the_creator_sees_the_event_without_its_post() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let group = choir(&[&ada, &ben]).await;
    let event = planned(&ben, &group, json!({})).await;
    let blocked = ada.put("/users/@ben/block", None).await;
    assert!(blocked.status.is_success(), "{}", blocked.body);
    let seen = ada.get(&path(&event, "")).await.body;
    assert_eq!(seen["title"], "Rehearsal");
    assert_eq!(
        (&seen["creator"], &seen["post_id"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(ada.get(&post_path(&event, "")).await.status, 404);
}

#[tokio::test]
async fn who_left_the_group_finds_neither_their_event_nor_its_post() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let group = choir(&[&ada, &ben]).await;
    let event = planned(&ben, &group, json!({})).await;
    let left = ben.post(&format!("/groups/{group}/leave"), json!({})).await;
    assert!(left.status.is_success(), "{}", left.body);
    assert_eq!(ben.get(&post_path(&event, "")).await.status, 404);
    let deleted = ben.delete(&post_path(&event, "")).await;
    assert_eq!(
        (deleted.status.as_u16(), deleted.code()),
        (409, "belongs_to_event")
    );
    assert_eq!(ben.get(&path(&event, "")).await.status, 404);
    let of_others = ada.get(&post_path(&event, "")).await.body;
    assert_eq!(of_others["event"]["title"], "Rehearsal");
}
