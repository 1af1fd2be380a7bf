//! Changing, deleting and restoring comments.

use serde_json::json;

use super::given::{contents, count, on, patch, path, post, said};
use crate::{
    posts::{bytes_status, upload_for},
    support::Server,
};

#[tokio::test]
async fn an_edit_is_marked_and_only_ones_own_can_be_edited() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let comment = said(&grace, &post, "Helo").await;
    let path = path(&comment);
    let same = patch(&grace, &path, json!({"content": "Helo"})).await;
    assert_eq!(
        (same.status.as_u16(), &same.body["edited_at"]),
        (200, &json!(null))
    );
    let edited = patch(&grace, &path, json!({"content": "Hello"})).await;
    assert_eq!(edited.body["content"], "Hello");
    assert!(edited.body["edited_at"].is_string());
    assert_eq!(
        patch(&ada, &path, json!({"content": "Bye"})).await.status,
        403
    );
    let emptied = patch(&grace, &path, json!({"content": null})).await;
    assert_eq!(emptied.refused(), [("content", "required")]);
    let long = patch(&grace, &path, json!({"content": "a".repeat(5_001)})).await;
    assert_eq!(long.refused(), [("content", "too_long")]);
}

#[tokio::test]
async fn a_picture_can_be_added_and_taken_away() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let comment = said(&grace, &post, "Look").await;
    let picture = upload_for(&grace, "comment", 1).await;
    let path = path(&comment);
    let shown = patch(&grace, &path, json!({"content": "", "media_id": picture})).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    let media = &shown.body["media"];
    assert_eq!(bytes_status(&ada, media).await, 200);
    let gone = patch(&grace, &path, json!({"media_id": null})).await;
    assert_eq!(gone.refused(), [("content", "required")]);
    let gone = patch(&grace, &path, json!({"content": "Gone", "media_id": null})).await;
    assert_eq!(gone.body["media"], json!(null));
    assert_eq!(bytes_status(&ada, media).await, 404);
    assert_eq!(
        bytes_status(&grace, media).await,
        200,
        "it is a free upload again"
    );
}

#[tokio::test]
async fn its_author_deletes_and_restores_it_with_its_picture() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let picture = upload_for(&grace, "comment", 1).await;
    let body = json!({"content": "Look", "media_id": picture});
    let comment = grace.post(&on(&post), body).await.body;
    let joan = server.member("joan").await;
    let path = path(&comment);
    assert_eq!(joan.delete(&path).await.status, 403);
    assert_eq!(grace.delete(&path).await.status, 204);
    assert_eq!(grace.delete(&path).await.status, 404);
    for browser in [&ada, &grace] {
        assert!(contents(&browser.get(&on(&post)).await).is_empty());
        assert_eq!(bytes_status(browser, &comment["media"]).await, 404);
    }
    assert_eq!(count(&ada, &post).await, 0);
    let restore = format!("{path}/restore");
    assert_eq!(ada.post(&restore, json!({})).await.status, 404);
    let back = grace.post(&restore, json!({})).await;
    assert_eq!((back.status.as_u16(), &back.body), (200, &comment));
    assert_eq!(bytes_status(&ada, &comment["media"]).await, 200);
    assert_eq!(count(&ada, &post).await, 1);
}

#[tokio::test]
async fn the_author_of_the_post_deletes_what_others_said_and_takes_that_back() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let comment = said(&grace, &post, "Rude").await;
    let path = path(&comment);
    let shown = ada.get(&path).await;
    assert_eq!(
        shown.body["can"],
        json!({"edit": false, "delete": true, "reply": true})
    );
    assert_eq!(ada.delete(&path).await.status, 204);
    let restore = format!("{path}/restore");
    assert_eq!(grace.post(&restore, json!({})).await.status, 404);
    assert_eq!(ada.post(&restore, json!({})).await.status, 200);
    assert_eq!(contents(&grace.get(&on(&post)).await), [Some("Rude")]);
}

#[tokio::test]
async fn comments_go_and_come_back_with_their_post() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let comment = said(&grace, &post, "Nice").await;
    let of_post = format!("/posts/{}", post["id"].as_str().unwrap());
    assert_eq!(ada.delete(&of_post).await.status, 204);
    for at in [on(&post), path(&comment)] {
        assert_eq!(grace.get(&at).await.status, 404);
    }
    assert_eq!(grace.delete(&path(&comment)).await.status, 404);
    assert_eq!(
        ada.post(&format!("{of_post}/restore"), json!({}))
            .await
            .status,
        200
    );
    assert_eq!(contents(&grace.get(&on(&post)).await), [Some("Nice")]);
}
