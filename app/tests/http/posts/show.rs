//! `GET /posts/{id}` and the pictures of posts.

use reqwest::StatusCode;
use serde_json::json;

use super::given::{bytes_status, path, publish, said, upload};
use crate::support::Server;

#[tokio::test]
async fn the_audience_decides_who_reads_a_post_and_its_pictures() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    for (audience, others) in [
        ("public", StatusCode::OK),
        ("unlisted", StatusCode::OK),
        ("only_me", StatusCode::NOT_FOUND),
    ] {
        let media = json!([{"id": upload(&ada, 1).await}]);
        let body = json!({"content": "", "audience": audience, "media": media});
        let post = publish(&ada, body).await;
        let picture = &post["media"][0];
        assert_eq!(ada.get(&path(&post)).await.body, post);
        assert_eq!(bytes_status(&ada, picture).await, StatusCode::OK);
        assert_eq!(grace.get(&path(&post)).await.status, others, "{audience}");
        assert_eq!(bytes_status(&grace, picture).await, others, "{audience}");
        let nobody = server.browser();
        assert_eq!(
            nobody.get(&path(&post)).await.status,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(
            bytes_status(&nobody, picture).await,
            StatusCode::UNAUTHORIZED
        );
    }
}

#[tokio::test]
async fn others_may_read_but_not_change() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = said(&ada, "Hello", "public").await;
    let can = json!({"edit": false, "delete": false, "share": true, "comment": true, "pin": false});
    assert_eq!(grace.get(&path(&post)).await.body["can"], can);
}

#[tokio::test]
async fn what_is_not_there_and_what_is_hidden_look_the_same() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let hidden = said(&ada, "Hello", "only_me").await;
    let mut bodies = Vec::new();
    for path in [
        path(&hidden),
        "/posts/1".into(),
        "/posts/x".into(),
        "/posts/-1".into(),
    ] {
        let answer = grace.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let mut body = answer.body;
        body.as_object_mut().unwrap().remove("request_id");
        bodies.push(body);
    }
    assert_eq!(bodies[0], bodies[1]);
}
