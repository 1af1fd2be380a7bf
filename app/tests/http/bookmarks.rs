//! What members keep for themselves.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    posts::publish,
    support::{Browser, Server},
};

async fn say(browser: &Browser, content: &str) -> String {
    let post = publish(browser, json!({"content": content, "audience": "public"})).await;
    format!("/posts/{}", post["id"].as_str().unwrap())
}

fn contents(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|item| item["content"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn posts_are_kept_listed_and_let_go() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let mut posts = Vec::new();
    for content in ["one", "two", "three"] {
        posts.push(say(&ada, content).await);
    }
    for post in [&posts[0], &posts[2], &posts[1], &posts[0]] {
        let kept = grace.try_put(&format!("{post}/bookmark")).await;
        assert_eq!(kept.status, StatusCode::NO_CONTENT);
    }
    let page = grace.get("/me/bookmarks?limit=2").await.body;
    assert_eq!(contents(&page), ["two", "three"]);
    assert_eq!(page["items"][0]["bookmarked"], true);
    let cursor = page["next_cursor"].as_str().unwrap();
    let page = grace
        .get(&format!("/me/bookmarks?limit=2&cursor={cursor}"))
        .await;
    assert_eq!(contents(&page.body), ["one"]);
    let cut = grace
        .get("/me/bookmarks?limit=1&fields=content,author(handle)")
        .await;
    assert_eq!(
        cut.body["items"],
        json!([{"content": "two", "author": {"handle": "ada"}}])
    );

    // Nobody else is told.
    assert_eq!(ada.get(&posts[0]).await.body["bookmarked"], false);
    assert_eq!(contents(&ada.get("/me/bookmarks").await.body), [""; 0]);

    // What was narrowed is not listed, and can be let go all the same.
    let narrow = json!({"audience": "only_me"});
    ada.send(reqwest::Method::PATCH, &posts[1], Some(narrow), &[])
        .await;
    assert_eq!(
        contents(&grace.get("/me/bookmarks").await.body),
        ["three", "one"]
    );
    for post in [&posts[1], &posts[2], &posts[2], &"/posts/99".to_owned()] {
        let removed = grace.delete(&format!("{post}/bookmark")).await;
        assert_eq!(removed.status, StatusCode::NO_CONTENT, "{post}");
    }
    assert_eq!(contents(&grace.get("/me/bookmarks").await.body), ["one"]);
    assert_eq!(grace.get(&posts[2]).await.body["bookmarked"], false);
}
