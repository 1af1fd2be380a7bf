//! `POST` and `GET /posts/{id}/shares`.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::given::{patch, path, publish, said, upload};
use crate::support::{Answer, Browser, Server};

async fn try_share(browser: &Browser, post: &Value, body: Value) -> Answer {
    browser.post(&format!("{}/shares", path(post)), body).await
}

async fn share(browser: &Browser, post: &Value, content: &str) -> Value {
    let body = json!({"content": content, "audience": "public"});
    let answer = try_share(browser, post, body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body
}

async fn befriend(one: &Browser, other: &Browser) {
    for (who, whom) in [(one, other), (other, one)] {
        let id = whom.get("/me").await.body["id"].clone();
        let path = format!("/users/{}/friendship", id.as_str().unwrap());
        who.put(&path, None).await;
    }
}

#[tokio::test]
async fn a_share_is_a_post_with_the_original_inside() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let media = json!([{"id": upload(&ada, 1).await, "alt_text": "A hill"}]);
    let body = json!({"title": "Snow", "content": "Look", "audience": "public", "media": media});
    let original = publish(&ada, body).await;
    assert_eq!(
        (&original["is_share"], &original["can"]["share"]),
        (&json!(false), &json!(true))
    );
    let answer = try_share(&grace, &original, json!({"audience": "public"})).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let shared = answer.body;
    let location = answer.headers["location"].to_str().unwrap();
    assert_eq!(location, format!("/api/v1{}", path(&shared)));
    assert_eq!(
        (
            &shared["content"],
            &shared["is_share"],
            &shared["share_count"]
        ),
        (&json!(""), &json!(true), &json!(0))
    );
    let inside = &shared["shared_post"];
    assert_eq!(
        (&inside["id"], &inside["title"], &inside["media"]),
        (&original["id"], &original["title"], &original["media"])
    );
    assert_eq!(
        (&inside["share_count"], &inside["shared_post"]),
        (&json!(1), &Value::Null)
    );
    assert_eq!(ada.get(&path(&original)).await.body["share_count"], 1);

    // It is a post: found, edited, deleted and restored as one.
    let home = ada.get("/users/@grace/posts").await.body;
    assert_eq!(home["items"][0]["shared_post"]["id"], original["id"]);
    let edited = patch(
        &grace,
        &shared,
        json!({"content": "Really", "audience": "followers"}),
    )
    .await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.body);
    assert_eq!(edited.body["shared_post"]["id"], original["id"]);
    // A share for fewer is told to nobody in a number, not even to who sees it.
    for browser in [&ada, &grace] {
        assert_eq!(browser.get(&path(&original)).await.body["share_count"], 0);
    }
    patch(&grace, &shared, json!({"audience": "public"})).await;
    let odd = patch(&grace, &shared, json!({"title": "Mine"})).await;
    assert_eq!(odd.refused(), [("title", "of_a_share")]);
    assert_eq!(grace.delete(&path(&shared)).await.status, 204);
    assert_eq!(ada.get(&path(&original)).await.body["share_count"], 0);
    let restore = format!("{}/restore", path(&shared));
    assert_eq!(grace.post(&restore, json!({})).await.status, 200);
    assert_eq!(ada.get(&path(&original)).await.body["share_count"], 1);
}

#[tokio::test]
async fn what_is_inside_is_for_those_whom_it_is_for() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let mary = server.member("mary").await;
    befriend(&ada, &grace).await;
    let original = said(&ada, "Among friends", "friends").await;
    let shared = share(&grace, &original, "Everybody look").await;
    let inside = async |browser: &Browser| {
        let post = browser.get(&path(&shared)).await.body;
        assert_eq!(post["is_share"], true);
        (post["shared_post"].clone(), post["can"]["share"].clone())
    };
    assert_eq!(inside(&ada).await.0["id"], original["id"]);
    assert_eq!(inside(&mary).await, (Value::Null, json!(false)));
    let list = mary.get("/feeds/home").await.body.to_string();
    assert!(list.contains("Everybody look") && !list.contains("Among friends"));
    assert_eq!(
        mary.get(&format!("{}/shares", path(&original)))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    let refused = try_share(&mary, &shared, json!({"audience": "public"})).await;
    assert_eq!(
        (refused.status, refused.code()),
        (StatusCode::FORBIDDEN, "not_shareable")
    );

    // Narrowed and deleted look the same.
    patch(&ada, &original, json!({"audience": "only_me"})).await;
    let narrowed = inside(&grace).await;
    ada.delete(&path(&original)).await;
    assert_eq!(inside(&grace).await, narrowed);
    assert_eq!(narrowed, (Value::Null, json!(false)));
}

#[tokio::test]
async fn a_share_of_a_share_has_the_original_inside_and_shares_are_listed() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let original = said(&ada, "Hello", "public").await;
    let first = share(&grace, &original, "first").await;
    let second = share(&ada, &first, "second").await;
    assert_eq!(second["shared_post"]["id"], original["id"]);
    let list = format!("{}/shares?limit=1", path(&original));
    let page = grace.get(&list).await.body;
    assert_eq!(page["items"][0]["content"], "second");
    let cursor = page["next_cursor"].as_str().unwrap();
    let page = grace.get(&format!("{list}&cursor={cursor}")).await.body;
    assert_eq!(page["items"][0]["content"], "first");
    assert_eq!(page["next_cursor"], Value::Null);
    let cut = format!("{list}&fields=id,shared_post(author(handle))");
    let cut = grace.get(&cut).await.body;
    assert_eq!(
        cut["items"],
        json!([{"id": second["id"], "shared_post": {"author": {"handle": "ada"}}}])
    );
    let unknown = format!("{list}&fields=shared_post(words)");
    assert_eq!(
        grace.get(&unknown).await.refused(),
        [("fields", "unknown_field")]
    );
}

#[tokio::test]
async fn a_key_is_for_one_post() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (one, two) = (
        said(&ada, "one", "public").await,
        said(&ada, "two", "public").await,
    );
    let send = async |post: &Value| {
        let path = format!("{}/shares", path(post));
        let body = json!({"audience": "public"});
        let key = [("Idempotency-Key", "k")];
        ada.send(Method::POST, &path, Some(body), &key).await
    };
    let first = send(&one).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    assert_eq!(send(&one).await.body["id"], first.body["id"]);
    let other = send(&two).await;
    assert_eq!(
        (other.status, other.code()),
        (StatusCode::CONFLICT, "idempotency_mismatch")
    );
    assert_eq!(ada.get(&path(&one)).await.body["share_count"], 1);
}

#[tokio::test]
async fn who_blocks_takes_what_is_theirs_out_of_shares() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let mary = server.member("mary").await;
    let original = said(&ada, "Hello", "public").await;
    let shared = share(&grace, &original, "Look").await;
    let by_mary = share(&mary, &original, "Me too").await;
    let id = mary.get("/me").await.body["id"].clone();
    let block = format!("/users/{}/block", id.as_str().unwrap());
    ada.put(&block, None).await;
    let inside = mary.get(&path(&shared)).await.body["shared_post"].clone();
    assert_eq!(inside, Value::Null);
    let own = mary.get(&path(&by_mary)).await.body;
    assert_eq!(
        (&own["shared_post"], &own["is_share"]),
        (&Value::Null, &json!(true))
    );
    // Nor does ada hear of the share by mary.
    assert_eq!(ada.get(&path(&original)).await.body["share_count"], 1);
    assert_eq!(grace.get(&path(&original)).await.body["share_count"], 2);
}
