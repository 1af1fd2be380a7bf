//! Mentions and tags.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    posts::publish,
    support::{Browser, Server},
};

async fn said(browser: &Browser, content: &str, audience: &str) -> Value {
    publish(browser, json!({"content": content, "audience": audience})).await
}

async fn edited(browser: &Browser, post: &Value, body: Value) -> Value {
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    let answer = browser.send(Method::PATCH, &path, Some(body), &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body
}

async fn shown(browser: &Browser, post: &Value) -> Value {
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    browser.get(&path).await.body
}

async fn id(browser: &Browser) -> String {
    let me = browser.get("/me").await.body;
    me["id"].as_str().unwrap().to_owned()
}

/// The handles of people, and for mentions the ones in the text.
fn handles(people: &Value) -> Vec<(&str, Option<&str>)> {
    let people = people.as_array().unwrap().iter();
    people
        .map(|one| (one["handle"].as_str().unwrap(), one["written"].as_str()))
        .collect()
}

fn contents(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|post| post["content"].as_str().unwrap())
        .collect()
}

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|tag| tag["tag"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn who_is_mentioned_is_told_to_readers_and_who_is_mentioned_in_vain_to_the_writer() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let cid = server.member("cid").await;
    let text = "@Ben and @cid, ask @nobody or ada@example.org";
    let post = said(&ada, text, "public").await;
    let both = [("ben", Some("ben")), ("cid", Some("cid"))];
    assert_eq!(handles(&post["mentions"]), both);
    assert_eq!(post["unreached_mentions"], Value::Null);
    for reader in [&ada, &ben] {
        let shown = shown(reader, &post).await;
        assert_eq!(handles(&shown["mentions"]), both);
        assert_eq!(shown["unreached_mentions"], Value::Null);
    }
    let narrowed = edited(&ada, &post, json!({"audience": "followers"})).await;
    assert_eq!(
        handles(&narrowed["unreached_mentions"]),
        [("ben", None), ("cid", None)]
    );
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    for mentioned in [&ben, &cid] {
        assert_eq!(mentioned.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    let without = edited(&ada, &post, json!({"content": "Nobody"})).await;
    assert_eq!(
        (&without["mentions"], &without["unreached_mentions"]),
        (&json!([]), &Value::Null)
    );
}

#[tokio::test]
async fn who_blocks_is_not_mentioned_nor_shown_as_mentioned() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let cid = server.member("cid").await;
    ben.put(&format!("/users/{}/block", id(&ada).await), None)
        .await;
    let post = said(&ada, "@ben and @cid", "public").await;
    assert_eq!(handles(&post["mentions"]), [("cid", Some("cid"))]);
    let post = said(&cid, "@ben and @ada", "public").await;
    assert_eq!(handles(&post["mentions"]).len(), 2);
    for (reader, known) in [(&ada, "ada"), (&ben, "ben")] {
        let shown = shown(reader, &post).await;
        assert_eq!(handles(&shown["mentions"]), [(known, Some(known))]);
    }
}

#[tokio::test]
async fn a_repeated_publishing_tells_the_writer_the_same() {
    let server = Server::start();
    let ada = server.member("ada").await;
    server.member("ben").await;
    let body = json!({"content": "@ben #snow", "audience": "only_me"});
    let key = [("Idempotency-Key", "a-key-of-one-attempt")];
    let mut answers = Vec::new();
    for _attempt in 0..2 {
        let answer = ada
            .send(Method::POST, "/posts", Some(body.clone()), &key)
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        answers.push(answer.body);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(handles(&answers[0]["unreached_mentions"]), [("ben", None)]);
}

#[tokio::test]
async fn a_tag_lists_its_posts_newest_first_as_far_as_they_are_listed_for_the_reader() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let first = said(&ada, "one #Snow and #雪", "public").await;
    assert_eq!(first["tags"], json!(["snow", "雪"]));
    said(&ada, "two #snow", "only_me").await;
    said(&ada, "three `#snow`", "public").await;
    said(&ben, "four #SNOW", "public").await;
    said(&ada, "five #snowman", "public").await;
    let own = ada.get("/feeds/tags/snow").await;
    assert_eq!(own.status, StatusCode::OK);
    assert_eq!(
        contents(&own.body),
        ["four #SNOW", "two #snow", "one #Snow and #雪"]
    );
    let others = ben.get("/feeds/tags/%23SNOW?limit=1").await.body;
    assert_eq!(contents(&others), ["four #SNOW"]);
    let cursor = others["next_cursor"].as_str().unwrap();
    let rest = ben
        .get(&format!("/feeds/tags/snow?limit=1&cursor={cursor}"))
        .await
        .body;
    assert_eq!(
        (contents(&rest), &rest["next_cursor"]),
        (vec!["one #Snow and #雪"], &Value::Null)
    );
    let elsewhere = ben.get(&format!("/feeds/tags/ice?cursor={cursor}")).await;
    assert_eq!(elsewhere.code(), "invalid_cursor");
    let in_script = ben.get("/feeds/tags/%E9%9B%AA").await.body;
    assert_eq!(contents(&in_script), ["one #Snow and #雪"]);

    let since = first["id"].as_str().unwrap();
    let news = format!("/feeds/tags/snow?since={since}&count_only=true");
    for (reader, count) in [(&ada, 1), (&ben, 0)] {
        assert_eq!(reader.get(&news).await.body["count"], count);
    }
    let senseless = ben.get("/feeds/tags/snow?count_only=true").await;
    assert_eq!(senseless.code(), "missing_since");
}

#[tokio::test]
async fn editing_and_deleting_change_what_a_tag_lists() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let post = said(&ada, "#snow", "public").await;
    let changed = edited(&ada, &post, json!({"content": "#ice"})).await;
    assert_eq!(changed["tags"], json!(["ice"]));
    assert_eq!(ben.get("/feeds/tags/snow").await.body["items"], json!([]));
    assert_eq!(contents(&ben.get("/feeds/tags/ice").await.body), ["#ice"]);
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    ada.delete(&path).await;
    assert_eq!(ben.get("/feeds/tags/ice").await.body["items"], json!([]));
    assert_eq!(ben.get("/tags/ice").await.body["post_count"], 0);
    ada.post(&format!("{path}/restore"), json!({})).await;
    assert_eq!(contents(&ben.get("/feeds/tags/ice").await.body), ["#ice"]);
}

#[tokio::test]
async fn a_tag_is_followed_and_no_longer_again_and_again() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    said(&ada, "#snow", "public").await;
    let expected = |following| json!({"tag": "snow", "following": following, "post_count": 1});
    assert_eq!(ben.get("/tags/Snow").await.body, expected(false));
    for _again in 0..2 {
        let followed = ben.put("/tags/SNOW/follow", None).await;
        assert_eq!(
            (followed.status, followed.body),
            (StatusCode::OK, expected(true))
        );
    }
    ben.put("/tags/ice/follow", None).await;
    assert_eq!(names(&ben.get("/me/tags").await.body), ["ice", "snow"]);
    let first = ben.get("/me/tags?limit=1").await.body;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = ben.get(&format!("/me/tags?cursor={cursor}")).await.body;
    assert_eq!(names(&second), ["snow"]);
    for _again in 0..2 {
        let left = ben.delete("/tags/snow/follow").await;
        assert_eq!((left.status, left.body), (StatusCode::OK, expected(false)));
    }
    assert_eq!(names(&ben.get("/me/tags").await.body), ["ice"]);
    assert_eq!(names(&ada.get("/me/tags").await.body), [""; 0]);
}

#[tokio::test]
async fn only_so_many_tags_are_followed() {
    let server = Server::start();
    let ada = server.member("ada").await;
    for number in 0..500 {
        let path = format!("/tags/tag{number}/follow");
        assert_eq!(ada.put(&path, None).await.status, StatusCode::OK);
    }
    let refused = ada
        .send(Method::PUT, "/tags/one_more/follow", None, &[])
        .await;
    assert_eq!(
        (refused.status, refused.code()),
        (StatusCode::CONFLICT, "too_many_tags")
    );
    assert_eq!(
        ada.put("/tags/tag0/follow", None).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn what_is_no_tag_is_not_found() {
    let server = Server::start();
    let ada = server.member("ada").await;
    for odd in ["2026", "a-b", "a%20b", "%23", "a%00", &"a".repeat(65)] {
        for path in [format!("/tags/{odd}"), format!("/feeds/tags/{odd}")] {
            assert_eq!(ada.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let follow = format!("/tags/{odd}/follow");
        let followed = ada.status(Method::PUT, &follow, None).await;
        assert_eq!(followed, StatusCode::NOT_FOUND, "{follow}");
    }
}

#[tokio::test]
async fn tags_are_proposed_while_they_are_typed() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    said(&ada, "#snow #snowman #ice", "public").await;
    said(&ada, "#snow_secret", "only_me").await;
    ben.put("/tags/snowfall/follow", None).await;
    let found = ben.get("/tags?q=%23Sno").await;
    assert_eq!(found.status, StatusCode::OK);
    assert_eq!(names(&found.body), ["snowfall", "snow", "snowman"]);
    let own = ada.get("/tags?q=snow_").await.body;
    assert_eq!(names(&own), ["snow_secret"]);
    for typed in ["", "?q=", "?q=%25", "?q=a%20b"] {
        let found = ben.get(&format!("/tags{typed}")).await;
        assert_eq!(
            (found.status, names(&found.body).len()),
            (StatusCode::OK, 0)
        );
    }
}
