//! `POST /posts/{id}/comments`.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::given::{answered, count, on, path, post, said};
use crate::{
    posts::{bytes_status, upload, upload_for},
    support::Server,
};

#[tokio::test]
async fn a_comment_has_all_its_fields() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let body = json!({"content": " Lovely.\r\nReally 👩‍👩‍👧 "});
    let answer = grace.post(&on(&post), body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let comment = &answer.body;
    let location = answer.headers["location"].to_str().unwrap();
    assert_eq!(location, format!("/api/v1{}", path(comment)));
    assert_eq!(comment["author"]["handle"], "grace");
    assert_eq!(comment["post_id"], post["id"]);
    let mut rest = comment.clone();
    for field in ["id", "post_id", "author", "created_at"] {
        assert!(
            !rest
                .as_object_mut()
                .unwrap()
                .remove(field)
                .unwrap()
                .is_null()
        );
    }
    let expected = json!({
        "parent_id": null, "depth": 0, "content": "Lovely.\nReally 👩‍👩‍👧", "media": null, "reply_count": 0,
        "mentions": [], "unreached_mentions": null,
        "reactions": {"total": 0, "by_kind": {}, "mine": null}, "edited_at": null, "deleted": false,
        "can": {"edit": true, "delete": true, "reply": true},
    });
    assert_eq!(rest, expected);
    assert_eq!(count(&ada, &post).await, 1);
}

#[tokio::test]
async fn answers_go_to_any_depth() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = post(&ada).await;
    let mut last = said(&ada, &post, "0").await;
    for depth in 1..=12 {
        last = answered(&ada, &last, "deeper").await;
        assert_eq!(last["depth"], depth);
    }
    assert_eq!(count(&ada, &post).await, 13);
}

#[tokio::test]
async fn what_is_answered_is_live_and_on_the_same_post() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let (first, second) = (post(&ada).await, post(&ada).await);
    let elsewhere = said(&ada, &second, "There").await;
    let deleted = said(&ada, &first, "Gone").await;
    assert_eq!(ada.delete(&path(&deleted)).await.status, 204);
    for parent in [&elsewhere["id"], &deleted["id"], &json!("99")] {
        let body = json!({"content": "Yes", "parent_id": parent});
        let answer = grace.post(&on(&first), body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code()),
            (409, "parent_gone")
        );
    }
    assert_eq!(count(&ada, &first).await, 0);
}

#[tokio::test]
async fn text_that_is_too_long_empty_or_odd_is_refused() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = post(&ada).await;
    for (body, field, code) in [
        (json!({"content": "a".repeat(5_001)}), "content", "too_long"),
        (json!({"content": " \n "}), "content", "required"),
        (json!({}), "content", "required"),
        (json!({"content": "a\0b"}), "content", "invalid_characters"),
        (
            json!({"content": "a\u{202E}b"}),
            "content",
            "invalid_characters",
        ),
        (
            json!({"content": "a", "author_id": "1"}),
            "author_id",
            "unknown_field",
        ),
        (
            json!({"content": "a", "media_id": "9"}),
            "media_id",
            "unusable_media",
        ),
    ] {
        let answer = ada.post(&on(&post), body).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert_eq!(answer.refused(), [(field, code)]);
    }
    let most = said(&ada, &post, &"ß".repeat(5_000)).await;
    assert_eq!(most["content"].as_str().unwrap().chars().count(), 5_000);
}

#[tokio::test]
async fn a_picture_alone_is_enough_and_is_used_once() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let own = upload_for(&ada, "comment", 1).await;
    let (foreign, for_a_post) = (
        upload_for(&grace, "comment", 2).await,
        upload(&ada, 3).await,
    );
    let with = |media: &str| json!({"content": "", "media_id": media});
    for unusable in [&foreign, &for_a_post] {
        let answer = ada.post(&on(&post), with(unusable)).await;
        assert_eq!(answer.refused(), [("media_id", "unusable_media")]);
    }
    let comment = ada.post(&on(&post), with(&own)).await;
    assert_eq!(comment.status, 201, "{}", comment.body);
    assert_eq!(comment.body["media"]["id"].as_str(), Some(own.as_str()));
    assert_eq!(bytes_status(&grace, &comment.body["media"]).await, 200);
    let again = ada.post(&on(&post), with(&own)).await;
    assert_eq!(again.refused(), [("media_id", "unusable_media")]);
    let in_a_post = json!({"content": "", "audience": "public", "media": [{"id": foreign}]});
    let answer = grace.post("/posts", in_a_post).await;
    assert_eq!(answer.refused(), [("media.0.id", "unusable_media")]);
}

#[tokio::test]
async fn one_key_makes_one_comment() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = post(&ada).await;
    let send = async |body: Value| {
        let key = [("Idempotency-Key", "a-key")];
        ada.send(Method::POST, &on(&post), Some(body), &key).await
    };
    let first = send(json!({"content": "once"})).await;
    let again = send(json!({"content": "once"})).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201));
    assert_eq!(first.body, again.body);
    let other = send(json!({"content": "twice"})).await;
    assert_eq!(
        (other.status.as_u16(), other.code()),
        (409, "idempotency_mismatch")
    );
    assert_eq!(count(&ada, &post).await, 1);
}

#[tokio::test]
async fn a_key_is_for_one_post() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (first, second) = (post(&ada).await, post(&ada).await);
    let send = async |post: &Value| {
        let key = [("Idempotency-Key", "a-key")];
        let body = json!({"content": "once"});
        ada.send(Method::POST, &on(post), Some(body), &key).await
    };
    assert_eq!(send(&first).await.status, 201);
    let elsewhere = send(&second).await;
    assert_eq!(
        (elsewhere.status.as_u16(), elsewhere.code()),
        (409, "idempotency_mismatch")
    );
    assert_eq!(count(&ada, &second).await, 0);
}
