//! How many statements of the engine a page of posts costs: as many for two posts as for twenty, whatever hangs on them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    events::planned,
    posts::{publish, upload},
    previews::site,
    support::{Answer, Browser, Server, eventually},
};

/// The log holds each statement under its request.
const SETTINGS: [(&str, &str); 2] = [
    ("KITH_LOG__FILTER", "warn,kith=info,sqlx::query=debug"),
    ("KITH_LOG__FORMAT", "json"),
];

fn path(post: &Value) -> String {
    format!("/posts/{}", post["id"].as_str().unwrap())
}

/// A post with everything that hangs on posts, shared by `sharer` with words that mention and tag; `reader` takes part in both.
async fn shared(author: &Browser, sharer: &Browser, reader: &Browser, number: u8) {
    let body = json!({
        "content": "@ada on #snow at http://snow.example/a", "audience": "public",
        "media": [{"id": upload(author, number).await}],
        "poll": {"options": ["Tea", "Coffee"], "multiple": false, "results": "after_vote", "ends_at": null},
    });
    let original = publish(author, body).await;
    eventually(|| async {
        let shown = author.get(&path(&original)).await.body;
        (!shown["link_preview"].is_null()).then_some(())
    })
    .await;
    let body = json!({"content": "@ben, #snow!", "audience": "public"});
    let share_path = format!("{}/shares", path(&original));
    let share = sharer.post(&share_path, body).await.body;
    for post in [&original, &share] {
        let reaction = json!({"kind": "love"});
        reader
            .put(&format!("{}/reaction", path(post)), Some(reaction))
            .await;
        let comment = json!({"content": "Lovely"});
        let comments = format!("{}/comments", path(post));
        assert_eq!(reader.post(&comments, comment).await.status, 201);
        let bookmark = format!("{}/bookmark", path(post));
        let kept = reader.status(Method::PUT, &bookmark, None).await;
        assert_eq!(kept, 204);
    }
}

/// The statements of one request for so many posts, all of which come with everything.
async fn statements(server: &Server, browser: &Browser, list: &str, limit: usize) -> Vec<String> {
    let answer = page(browser, list, limit).await;
    let items = answer.body["items"].as_array().unwrap();
    let shares = || items.iter().filter(|item| item["is_share"] == true);
    assert!(shares().count() > 0, "{list}");
    for item in shares() {
        let inside = &item["shared_post"];
        let full = !inside["poll"].is_null()
            && !inside["link_preview"]["image"].is_null()
            && inside["media"].as_array().is_some_and(|all| all.len() == 1)
            && item["mentions"]
                .as_array()
                .is_some_and(|all| all.len() == 1)
            && item["comment_count"] == 1
            && item["reactions"]["total"] == 1
            && item["bookmarked"] == true
            && inside["share_count"] == 1;
        assert!(full, "{item}");
    }
    logged(server, browser, &answer).await
}

async fn page(browser: &Browser, list: &str, limit: usize) -> Answer {
    let answer = browser.get(&format!("{list}?limit={limit}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let items = answer.body["items"].as_array().unwrap();
    assert_eq!(items.len(), limit, "{list}");
    answer
}

/// The statements of the request that was answered so.
async fn logged(server: &Server, browser: &Browser, answer: &Answer) -> Vec<String> {
    let id = answer.headers["x-request-id"].to_str().unwrap().to_owned();
    // A connection logs what it did for one request before it does anything for the next.
    browser.get("/me").await;
    let log = server.log();
    let lines = log.lines().map(|line| serde_json::from_str(line).unwrap());
    lines
        .filter(|line: &Value| {
            let mut spans = line["spans"].as_array().into_iter().flatten();
            line["target"] == "sqlx::query" && spans.any(|span| span["id"] == *id)
        })
        .map(|line| line["summary"].to_string())
        .filter(|summary| !summary.contains("PRAGMA"))
        .collect()
}

#[tokio::test]
async fn twenty_posts_cost_as_many_statements_as_two() {
    let mut settings = SETTINGS.to_vec();
    settings.push(site().await);
    let server = Server::start_set(Vec::leak(settings));
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let cleo = server.member("cleo").await;
    cleo.put("/users/@ada/follow", None).await;
    // One more than a page: a list that ends is looked for what may be below its end.
    for number in 0..21 {
        shared(&ben, &ada, &cleo, number).await;
    }
    let lists = [("/feeds/home", 9), ("/users/@ada/posts", 11)];
    for (list, many) in lists {
        let two = statements(&server, &cleo, list, 2).await;
        let twenty = statements(&server, &cleo, list, 20).await;
        assert!(!two.is_empty(), "{list}: the log holds none");
        assert_eq!(two, twenty, "{list}");
        assert_eq!(two.len(), many, "{list}: {two:?}");
    }
}

#[tokio::test]
async fn the_events_of_a_page_cost_one_statement_more() {
    let server = Server::start_set(&SETTINGS);
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let new = json!({"title": "Choir", "privacy": "open"});
    let group = ada.post("/groups", new).await.body["id"].clone();
    let group = group.as_str().unwrap();
    let requests = format!("/groups/{group}/join-requests");
    assert_eq!(ben.post(&requests, json!({})).await.status, 200);
    let body = json!({"content": "Hello", "group_id": group});
    for _ in 0..3 {
        publish(&ada, body.clone()).await;
    }
    let lists = [format!("/groups/{group}/posts"), "/feeds/home".to_owned()];
    let mut plain = Vec::new();
    for list in &lists {
        let answer = page(&ben, list, 2).await;
        plain.push(logged(&server, &ben, &answer).await.len());
    }
    for _ in 0..11 {
        let event = planned(&ada, group, json!({})).await;
        let response = format!("/events/{}/response", event["id"].as_str().unwrap());
        let going = Some(json!({"response": "going"}));
        assert_eq!(ben.put(&response, going).await.status, 200);
    }
    for (list, plain) in lists.iter().zip(plain) {
        for limit in [1, 10, 12] {
            let answer = page(&ben, list, limit).await;
            assert_eq!(answer.body["items"][0]["event"]["my_response"], "going");
            let statements = logged(&server, &ben, &answer).await;
            assert_eq!(statements.len(), plain + 1, "{list}: {statements:?}");
        }
    }
}
