//! `POST /posts`.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::given::{publish, said, upload};
use crate::support::{Answer, Browser, Server};

async fn refused(browser: &Browser, body: Value) -> Answer {
    let answer = browser.post("/posts", body).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    answer
}

#[tokio::test]
async fn a_post_with_text_has_all_its_fields() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let body = json!({"title": " First snow ", "content": "It snowed.\r\nAll night 👩‍👩‍👧", "audience": "public"});
    let answer = ada.post("/posts", body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let post = &answer.body;
    let location = answer.headers["location"].to_str().unwrap();
    assert_eq!(
        location,
        format!("/api/v1/posts/{}", post["id"].as_str().unwrap())
    );
    assert_eq!(post["author"]["handle"], "ada");
    assert_eq!(post["author"]["display_name"], "Test Person");
    let created_at = post["created_at"].as_str().unwrap();
    assert!(
        created_at.len() == 24 && created_at.ends_with('Z'),
        "{created_at}"
    );
    let mut rest = post.clone();
    for field in ["id", "author", "created_at"] {
        rest.as_object_mut().unwrap().remove(field).unwrap();
    }
    let expected = json!({
        "content": "It snowed.\nAll night 👩‍👩‍👧", "title": "First snow", "audience": "public", "media": [], "poll": null, "link_preview": null,
        "selected": null, "comment_policy": "everyone", "visible_because": "author", "reactions": {"total": 0, "by_kind": {}, "mine": null}, "comment_count": 0, "share_count": 0,
        "content_warning": null, "is_share": false, "bookmarked": false, "pinned": false, "shared_post": null, "group": null, "event": null, "mentions": [], "unreached_mentions": null, "tags": [], "edited_at": null,
        "can": {"edit": true, "delete": true, "share": true, "comment": true, "pin": true},
    });
    assert_eq!(rest, expected);
}

#[tokio::test]
async fn a_post_may_be_pictures_alone_in_their_order() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (one, two) = (upload(&ada, 1).await, upload(&ada, 2).await);
    let media = json!([{"id": two, "alt_text": "Second"}, {"id": one}]);
    let post = publish(
        &ada,
        json!({"content": "", "audience": "public", "media": media}),
    )
    .await;
    let shown: Vec<_> = post["media"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| &m["id"])
        .collect();
    assert_eq!(shown, [&json!(two), &json!(one)]);
    let picture = &post["media"][0];
    assert_eq!(
        (&picture["alt_text"], &picture["kind"]),
        (&json!("Second"), &json!("image"))
    );
    assert_eq!(
        (&picture["width"], &picture["height"]),
        (&json!(8), &json!(6))
    );
    assert_eq!(
        super::given::bytes_status(&ada, picture).await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn text_that_is_too_long_empty_or_odd_is_refused() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let content = |content: &str| json!({"content": content, "audience": "public"});
    for (body, field, code) in [
        (content(&"a".repeat(10_001)), "content", "too_long"),
        (content(" \n "), "content", "required"),
        (content("a\0b"), "content", "invalid_characters"),
        (content("a\u{202E}b"), "content", "invalid_characters"),
        (
            json!({"content": "a", "audience": "public", "title": "b".repeat(201)}),
            "title",
            "too_long",
        ),
        (
            json!({"content": "a", "audience": "public", "title": "b\nc"}),
            "title",
            "invalid_characters",
        ),
        (
            json!({"content": "a", "audience": "public", "author_id": "1"}),
            "author_id",
            "unknown_field",
        ),
        (json!({"content": "a"}), "audience", "required"),
        (json!({"audience": "public"}), "content", "required"),
    ] {
        assert_eq!(refused(&ada, body).await.refused(), [(field, code)]);
    }
    let unknown = refused(&ada, json!({"content": "a", "audience": "everybody"})).await;
    assert_eq!(unknown.refused()[0].0, "audience");
    let most = publish(&ada, content(&"ß".repeat(10_000))).await;
    assert_eq!(most["content"].as_str().unwrap().chars().count(), 10_000);
}

#[tokio::test]
async fn a_picture_is_used_once_and_by_its_owner() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let (own, foreign) = (upload(&ada, 1).await, upload(&grace, 2).await);
    let with = |media: Value| json!({"content": "", "audience": "public", "media": media});

    let twice = refused(&ada, with(json!([{"id": own}, {"id": own}]))).await;
    assert_eq!(twice.refused(), [("media.1.id", "duplicate")]);
    let stolen = refused(
        &ada,
        with(json!([{"id": own}, {"id": foreign}, {"id": "99"}])),
    )
    .await;
    let unusable = [
        ("media.1.id", "unusable_media"),
        ("media.2.id", "unusable_media"),
    ];
    assert_eq!(stolen.refused(), unusable);
    publish(&ada, with(json!([{"id": own}]))).await;
    let again = refused(&ada, with(json!([{"id": own}]))).await;
    assert_eq!(again.refused(), [("media.0.id", "unusable_media")]);
    publish(&grace, with(json!([{"id": foreign}]))).await;
}

#[tokio::test]
async fn eleven_pictures_are_too_many() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let media: Vec<Value> = (1..=11).map(|id| json!({"id": id.to_string()})).collect();
    let body = json!({"content": "", "audience": "public", "media": media});
    assert_eq!(
        refused(&ada, body).await.refused(),
        [("media", "too_many_items")]
    );
}

#[tokio::test]
async fn one_key_makes_one_post() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let send = async |content: &str| {
        let body = json!({"content": content, "audience": "public"});
        let key = [("Idempotency-Key", "a-key")];
        ada.send(Method::POST, "/posts", Some(body), &key).await
    };
    let first = send("once").await;
    let again = send("once").await;
    assert_eq!(
        (first.status, again.status),
        (StatusCode::CREATED, StatusCode::CREATED)
    );
    assert_eq!(first.body, again.body);
    let other = send("twice").await;
    assert_eq!(
        (other.status, other.code()),
        (StatusCode::CONFLICT, "idempotency_mismatch")
    );
    let list = ada.get("/users/@ada/posts").await;
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn only_members_publish() {
    let server = Server::start();
    let body = json!({"content": "a", "audience": "public"});
    let answer = server.browser().post("/posts", body).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::UNAUTHORIZED, "not_logged_in")
    );
    let ada = server.member("ada").await;
    assert_eq!(said(&ada, "mine", "only_me").await["audience"], "only_me");
}
