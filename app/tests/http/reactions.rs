//! `PUT`, `DELETE` and `GET /posts/{id}/reaction(s)`.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    posts::publish,
    support::{Browser, Server},
};

/// A public post by ada.
async fn post(ada: &Browser) -> String {
    let body = json!({"content": "Hello", "audience": "public"});
    let post = publish(ada, body).await;
    format!("/posts/{}", post["id"].as_str().unwrap())
}

async fn react(browser: &Browser, post: &str, kind: &str) -> Value {
    let body = json!({"kind": kind});
    let answer = browser.put(&format!("{post}/reaction"), Some(body)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

async fn take_back(browser: &Browser, post: &str) -> Value {
    let answer = browser.delete(&format!("{post}/reaction")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

/// Who reacted, and how, on the page at `path`, and the cursor of the next.
async fn page(browser: &Browser, path: &str) -> (Vec<(String, String)>, Option<String>) {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let items = answer.body["items"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = items.iter().map(|row| {
        assert!(row["created_at"].as_str().unwrap().ends_with('Z'));
        (text(&row["user"]["handle"]), text(&row["kind"]))
    });
    let next = answer.body["next_cursor"].as_str().map(str::to_owned);
    (rows.collect(), next)
}

#[tokio::test]
async fn a_member_reacts_once_changes_it_and_takes_it_back() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let like = json!({"total": 1, "by_kind": {"like": 1}, "mine": "like"});
    assert_eq!(react(&grace, &post, "like").await, like);
    assert_eq!(react(&grace, &post, "like").await, like, "a repeat");
    assert_eq!(grace.get(&post).await.body["reactions"], like);

    let love = json!({"total": 1, "by_kind": {"love": 1}, "mine": "love"});
    assert_eq!(react(&grace, &post, "love").await, love);
    let both = json!({"total": 2, "by_kind": {"love": 1, "haha": 1}, "mine": "haha"});
    assert_eq!(react(&ada, &post, "haha").await, both);
    let home = ada.get("/feeds/home").await.body;
    assert_eq!(home["items"][0]["reactions"], both, "in a list too");

    let without = json!({"total": 1, "by_kind": {"haha": 1}, "mine": null});
    assert_eq!(take_back(&grace, &post).await, without);
    assert_eq!(take_back(&grace, &post).await, without, "a repeat");
}

#[tokio::test]
async fn who_reacted_is_read_page_by_page_and_by_kind() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = post(&ada).await;
    for (name, kind) in [("ben", "wow"), ("cleo", "sad"), ("dora", "wow")] {
        react(&server.member(name).await, &post, kind).await;
    }
    let list = format!("{post}/reactions");
    let row = |name: &str, kind: &str| (name.to_owned(), kind.to_owned());
    let (first, next) = page(&ada, &format!("{list}?limit=2")).await;
    assert_eq!(first, [row("dora", "wow"), row("cleo", "sad")]);
    let next = next.unwrap();
    let (second, end) = page(&ada, &format!("{list}?limit=2&cursor={next}")).await;
    assert_eq!((second, end), (vec![row("ben", "wow")], None));
    let (wows, _) = page(&ada, &format!("{list}?kind=wow")).await;
    assert_eq!(wows, [row("dora", "wow"), row("ben", "wow")]);

    let of_another_list = format!("{list}?kind=wow&cursor={next}");
    let refused = ada.get(&of_another_list).await;
    assert_eq!(refused.body["code"], "invalid_cursor");
    let unknown = ada.get(&format!("{list}?kind=meh")).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "{}", unknown.body);
}

#[tokio::test]
async fn who_blocks_is_neither_listed_nor_counted() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let cleo = server.member("cleo").await;
    let post = post(&ada).await;
    for reader in [&ben, &cleo] {
        react(reader, &post, "care").await;
    }
    let blocked = ben.put("/users/@cleo/block", None).await;
    assert_eq!(blocked.status, StatusCode::OK);
    for (reader, name) in [(&ben, "ben"), (&cleo, "cleo")] {
        let (rows, _) = page(reader, &format!("{post}/reactions")).await;
        assert_eq!(rows, [(name.to_owned(), "care".to_owned())]);
        let seen = reader.get(&post).await.body["reactions"].clone();
        assert_eq!(seen["total"], 1, "{seen}");
    }
    let seen = ada.get(&post).await.body["reactions"].clone();
    assert_eq!(seen["total"], 2, "for others both are there");
}

#[tokio::test]
async fn a_kind_that_does_not_exist_is_refused() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let path = format!("{}/reaction", post(&ada).await);
    for body in [json!({"kind": "meh"}), json!({}), json!({"kind": null})] {
        let refused = ada.send(Method::PUT, &path, Some(body), &[]).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.body
        );
    }
}
