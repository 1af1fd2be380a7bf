//! Comments to begin with.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    posts,
    support::{Answer, Browser},
};

/// A public post.
pub(super) async fn post(browser: &Browser) -> Value {
    let body = json!({"content": "Hello", "audience": "public"});
    posts::publish(browser, body).await
}

/// The path of the comments on a post.
pub(super) fn on(post: &Value) -> String {
    format!("/posts/{}/comments", post["id"].as_str().unwrap())
}

/// The path of a comment.
pub(super) fn path(comment: &Value) -> String {
    format!("/comments/{}", comment["id"].as_str().unwrap())
}

async fn created(browser: &Browser, post: &Value, body: Value) -> Value {
    let answer = browser.post(&on(post), body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body
}

/// A comment that only says something.
pub(super) async fn said(browser: &Browser, post: &Value, content: &str) -> Value {
    created(browser, post, json!({"content": content})).await
}

/// The same, as an answer to another comment.
pub(super) async fn answered(browser: &Browser, to: &Value, content: &str) -> Value {
    let post = json!({"id": to["post_id"]});
    let body = json!({"content": content, "parent_id": to["id"]});
    created(browser, &post, body).await
}

pub(super) async fn patch(browser: &Browser, path: &str, body: Value) -> Answer {
    browser.send(Method::PATCH, path, Some(body), &[]).await
}

/// What the items of a page say; where a comment was deleted, nothing.
pub(super) fn contents(page: &Answer) -> Vec<Option<&str>> {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let items = page.body["items"].as_array().unwrap();
    items.iter().map(|item| item["content"].as_str()).collect()
}

/// How many comments a post shows.
pub(super) async fn count(browser: &Browser, post: &Value) -> u64 {
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    let shown = browser.get(&path).await;
    shown.body["comment_count"].as_u64().unwrap()
}
