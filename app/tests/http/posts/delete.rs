//! `DELETE /posts/{id}` and `POST /posts/{id}/restore`.

use reqwest::StatusCode;
use serde_json::json;

use super::given::{bytes_status, patch, path, publish, said, upload};
use crate::support::Server;

#[tokio::test]
async fn a_deleted_post_is_gone_for_everyone_and_can_come_back() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let media = json!([{"id": upload(&ada, 1).await}]);
    let post = publish(
        &ada,
        json!({"content": "Hi", "audience": "public", "media": media}),
    )
    .await;
    let deleted = ada.delete(&path(&post)).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    for browser in [&ada, &grace] {
        assert_eq!(
            browser.get(&path(&post)).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            bytes_status(browser, &post["media"][0]).await,
            StatusCode::NOT_FOUND
        );
        assert_eq!(browser.get("/feeds/home").await.body["items"], json!([]));
        assert_eq!(
            browser.get("/users/@ada/posts").await.body["items"],
            json!([])
        );
    }
    assert_eq!(
        patch(&ada, &post, json!({"content": "x"})).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(ada.delete(&path(&post)).await.status, StatusCode::NOT_FOUND);

    let restore = format!("{}/restore", path(&post));
    assert_eq!(
        grace.post(&restore, json!({})).await.status,
        StatusCode::NOT_FOUND
    );
    let restored = ada.post(&restore, json!({})).await;
    assert_eq!((restored.status, &restored.body), (StatusCode::OK, &post));
    assert_eq!(grace.get(&path(&post)).await.status, StatusCode::OK);
    assert_eq!(
        bytes_status(&grace, &post["media"][0]).await,
        StatusCode::OK
    );
    assert_eq!(ada.post(&restore, json!({})).await.body, post);
}

#[tokio::test]
async fn only_the_author_deletes() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = said(&ada, "Hello", "public").await;
    assert_eq!(
        grace.delete(&path(&post)).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        server.browser().delete(&path(&post)).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(ada.get(&path(&post)).await.status, StatusCode::OK);
}
