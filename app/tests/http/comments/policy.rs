//! Who may comment: a setting of the post.

use reqwest::Method;
use serde_json::{Value, json};

use super::given::{on, patch, path, post, said};
use crate::{
    posts::publish,
    support::{Browser, Server},
};

/// Whether the member may comment, as the post says and as it turns out.
async fn may(browser: &Browser, post: &Value) -> bool {
    let shown = browser
        .get(&format!("/posts/{}", post["id"].as_str().unwrap()))
        .await;
    let answer = browser.post(&on(post), json!({"content": "Hello"})).await;
    match answer.status.as_u16() {
        201 => {}
        403 => assert_eq!(answer.code(), "comments_closed"),
        other => panic!("{other}: {}", answer.body),
    }
    let told = shown.body["can"]["comment"].as_bool().unwrap();
    assert_eq!(told, answer.status == 201, "{}", shown.body);
    told
}

#[tokio::test]
async fn every_policy_lets_in_whom_it_names() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let ada_id = ada.get("/me").await.body["id"].as_str().unwrap().to_owned();
    let stranger = server.member("stranger").await;
    let (follower, friend) = (
        server.member("follower").await,
        server.member("friend").await,
    );
    follower.put(&format!("/users/{ada_id}/follow"), None).await;
    friend
        .put(&format!("/users/{ada_id}/friendship"), None)
        .await;
    let named = server.member("named").await;
    let friend_id = friend.get("/me").await.body["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let accepted = ada
        .post(&format!("/friend-requests/{friend_id}/accept"), json!({}))
        .await;
    assert_eq!(accepted.status, 200);
    for (policy, expected) in [
        ("everyone", [true, true, true, true, true]),
        ("followers", [false, true, true, false, true]),
        ("friends", [false, false, true, false, true]),
        ("mentioned", [false, false, false, true, true]),
        ("nobody", [false, false, false, false, false]),
    ] {
        let body = json!({"content": "Hi @named", "audience": "public", "comment_policy": policy});
        let post = publish(&ada, body).await;
        assert_eq!(post["comment_policy"], policy);
        let mut found = Vec::new();
        for browser in [&stranger, &follower, &friend, &named, &ada] {
            found.push(may(browser, &post).await);
        }
        assert_eq!(found, expected, "{policy}");
    }
}

#[tokio::test]
async fn it_can_be_changed_later_and_leaves_what_was_said() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let comment = said(&grace, &post, "Early").await;
    let of_post = format!("/posts/{}", post["id"].as_str().unwrap());
    let closed = patch(&ada, &of_post, json!({"comment_policy": "nobody"})).await;
    assert_eq!(closed.status, 200, "{}", closed.body);
    assert_eq!(closed.body["comment_policy"], "nobody");
    assert_eq!(
        closed.body["edited_at"],
        json!(null),
        "the post says what it said"
    );
    assert!(!may(&grace, &post).await && !may(&ada, &post).await);
    let shown = grace.get(&path(&comment)).await;
    assert_eq!(
        shown.body["can"],
        json!({"edit": true, "delete": true, "reply": false})
    );
    let edited = patch(&grace, &path(&comment), json!({"content": "Still"})).await;
    assert_eq!(edited.status, 200);
    let opened = patch(&ada, &of_post, json!({"comment_policy": "everyone"})).await;
    assert_eq!(opened.status, 200);
    assert!(may(&grace, &post).await);
    let none = ada
        .send(
            Method::PATCH,
            &of_post,
            Some(json!({"comment_policy": null})),
            &[],
        )
        .await;
    assert_eq!(none.refused(), [("comment_policy", "required")]);
    let stolen = patch(&grace, &of_post, json!({"comment_policy": "nobody"})).await;
    assert_eq!(stolen.status, 403);
}
