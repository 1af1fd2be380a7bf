//! `PATCH /posts/{id}`.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::given::{bytes_status, patch, path, publish, said, upload};
use crate::support::Server;

#[tokio::test]
async fn what_is_left_out_stays_and_null_empties() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let body = json!({"title": "Title", "content": "Text", "audience": "public"});
    let post = publish(&ada, body).await;
    let edited = patch(&ada, &post, json!({"content": "Other"})).await;
    assert_eq!(edited.status, StatusCode::OK);
    assert_eq!(
        (&edited.body["title"], &edited.body["content"]),
        (&json!("Title"), &json!("Other"))
    );
    assert!(edited.body["edited_at"].is_string());
    let untitled = patch(&ada, &post, json!({"title": null})).await;
    assert_eq!(
        (&untitled.body["title"], &untitled.body["content"]),
        (&Value::Null, &json!("Other"))
    );
    assert_eq!(ada.get(&path(&post)).await.body, untitled.body);
}

#[tokio::test]
async fn another_audience_is_no_edit_and_holds_at_once() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = said(&ada, "Hello", "public").await;
    assert_eq!(grace.get(&path(&post)).await.status, StatusCode::OK);
    let narrowed = patch(&ada, &post, json!({"audience": "only_me"})).await;
    assert_eq!(
        (&narrowed.body["audience"], &narrowed.body["edited_at"]),
        (&json!("only_me"), &Value::Null)
    );
    assert_eq!(grace.get(&path(&post)).await.status, StatusCode::NOT_FOUND);
    let nothing = patch(&ada, &post, json!({"audience": null})).await;
    assert_eq!(nothing.refused(), [("audience", "required")]);
}

#[tokio::test]
async fn pictures_are_reordered_described_added_and_removed() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let (one, two, three) = (
        upload(&ada, 1).await,
        upload(&ada, 2).await,
        upload(&ada, 3).await,
    );
    let media = json!([{"id": one, "alt_text": "One"}, {"id": two}]);
    let post = publish(
        &ada,
        json!({"content": "", "audience": "public", "media": media}),
    )
    .await;
    let removed = post["media"][1].clone();

    let media = json!([{"id": three, "alt_text": "Three"}, {"id": one}]);
    let edited = patch(&ada, &post, json!({"media": media})).await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.body);
    let shown: Vec<(&str, &str)> = edited.body["media"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| (m["id"].as_str().unwrap(), m["alt_text"].as_str().unwrap()))
        .collect();
    assert_eq!(shown, [(three.as_str(), "Three"), (one.as_str(), "One")]);
    assert_eq!(bytes_status(&grace, &removed).await, StatusCode::NOT_FOUND);

    let bare = patch(&ada, &post, json!({"media": null})).await;
    assert_eq!(bare.refused(), [("content", "required")]);
}

#[tokio::test]
async fn a_refused_edit_changes_nothing() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let foreign = upload(&grace, 1).await;
    let post = said(&ada, "Hello", "public").await;
    for body in [
        json!({"content": "Other", "media": [{"id": foreign}]}),
        json!({"content": "a".repeat(10_001)}),
        json!({"content": null}),
        json!({"content": "Other", "created_at": "2020-01-01T00:00:00.000Z"}),
        json!({"audience": "everyone"}),
    ] {
        let answer = patch(&ada, &post, body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.body
        );
    }
    assert_eq!(ada.get(&path(&post)).await.body, post);
}

#[tokio::test]
async fn only_the_author_edits() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = said(&ada, "Hello", "public").await;
    let body = || json!({"content": "Mine"});
    assert_eq!(
        patch(&grace, &post, body()).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        patch(&server.browser(), &post, body()).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(ada.get(&path(&post)).await.body, post);
}
