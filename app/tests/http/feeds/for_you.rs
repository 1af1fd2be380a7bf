//! For you.

use serde_json::{Value, json};

use super::{contents, say};
use crate::support::{Browser, Server, eventually};

/// No list ends while a test reads it.
const SETTLED: &[(&str, &str)] = &[("KITH_FEEDS__FOR_YOU_EVERY", "1d")];

fn next(page: &Value) -> String {
    let cursor = page["next_cursor"].as_str().unwrap();
    format!("/feeds/for-you?limit=2&cursor={cursor}")
}

async fn id_of(browser: &Browser) -> String {
    let me = browser.get("/me").await.body;
    me["id"].as_str().unwrap().to_owned()
}

async fn done(browser: &Browser, path: String) {
    let answer = browser.put(&path, None).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.body);
}

#[tokio::test]
async fn each_post_comes_with_why_it_is_there() {
    let server = Server::start_set(SETTLED);
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let (cid, dora) = (server.member("cid").await, server.member("dora").await);
    say(&ben, "by ben", "followers").await;
    say(&cid, "by cid", "public").await;
    say(&dora, "by dora about #Snow", "public").await;
    say(&ada, "by ada", "public").await;
    done(&ada, format!("/users/{}/follow", id_of(&ben).await)).await;
    done(&ben, format!("/users/{}/follow", id_of(&cid).await)).await;
    done(&ada, "/tags/snow/follow".into()).await;
    // A timeline is written after the follow was acknowledged.
    eventually(|| async {
        let home = ada.get("/feeds/home").await.body;
        contents(&home).contains(&"by ben").then_some(())
    })
    .await;
    let page = ada.get("/feeds/for-you").await.body;
    let mut reasons: Vec<(&str, &str, &Value, &Value)> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|post| {
            let reason = &post["reason"];
            (
                post["content"].as_str().unwrap(),
                reason["kind"].as_str().unwrap(),
                &reason["tag"],
                &reason["person"]["handle"],
            )
        })
        .collect();
    reasons.sort_unstable_by_key(|reason| reason.0);
    let (snow, handle, none) = (json!("snow"), json!("ben"), Value::Null);
    let expected = [
        ("by ben", "following", &none, &none),
        ("by cid", "followed_by", &none, &handle),
        ("by dora about #Snow", "followed_tag", &snow, &none),
    ];
    assert_eq!(reasons, expected);
    assert!(page["renews_at"].is_string());
    assert_eq!((&page["next_cursor"], &page["count"]), (&none, &none));
}

#[tokio::test]
async fn pages_are_of_one_list_while_posts_arrive() {
    let server = Server::start_set(SETTLED);
    let ada = server.member("ada").await;
    for name in ["ben", "cid", "dora"] {
        let author = server.member(name).await;
        say(&author, &format!("first of {name}"), "public").await;
        say(&author, &format!("second of {name}"), "public").await;
    }
    let all = ada.get("/feeds/for-you").await.body;
    let first = ada.get("/feeds/for-you?limit=2").await.body;
    let eve = server.member("eve").await;
    say(&eve, "later", "public").await;
    let second = ada.get(&next(&first)).await.body;
    let third = ada.get(&next(&second)).await.body;
    let read = [contents(&first), contents(&second), contents(&third)].concat();
    assert_eq!(read, contents(&all));
    assert_eq!((read.len(), &third["next_cursor"]), (6, &Value::Null));
    // Somebody else’s list is made when they come, and a cursor is for one reader.
    assert!(contents(&eve.get("/feeds/for-you").await.body).len() == 6);
    assert_eq!(eve.get(&next(&first)).await.code(), "invalid_cursor");
}

#[tokio::test]
async fn newer_ones_are_counted_and_fields_are_cut() {
    let server = Server::start_set(SETTLED);
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    say(&ben, "one", "public").await;
    say(&ben, "two", "public").await;
    let page = ada
        .get("/feeds/for-you?fields=content,reason(kind),author(handle)")
        .await
        .body;
    let expected = |content| json!({"content": content, "reason": {"kind": "recent"}, "author": {"handle": "ben"}});
    assert_eq!(page["items"], json!([expected("two"), expected("one")]));
    let refused = ada.get("/feeds/for-you?fields=score").await;
    assert_eq!(refused.refused(), [("fields", "unknown_field")]);

    let all = ada.get("/feeds/for-you").await.body;
    let older = all["items"][1]["id"].as_str().unwrap();
    let counted = ada
        .get(&format!("/feeds/for-you?since={older}&count_only=true"))
        .await
        .body;
    assert_eq!(
        (&counted["count"], &counted["items"]),
        (&json!(1), &json!([]))
    );
    assert_eq!(counted["renews_at"], all["renews_at"]);
    let newer = ada.get(&format!("/feeds/for-you?since={older}")).await.body;
    assert_eq!(contents(&newer), ["two"]);
    let answer = ada.get("/feeds/for-you?count_only=true").await;
    assert_eq!(answer.code(), "missing_since");
}
