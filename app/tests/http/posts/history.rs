//! `GET /posts/{id}/history`, warnings and pins.

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::given::{patch, path, publish, said, upload};
use crate::support::{Browser, Server};

fn contents(items: &Value) -> Vec<&str> {
    let items = items.as_array().unwrap().iter();
    items
        .map(|item| item["content"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn everybody_who_sees_a_post_reads_what_it_said() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = said(&ada, "one", "public").await;
    let history = format!("{}/history", path(&post));
    assert_eq!(
        grace.get(&history).await.body["items"],
        json!([{"title": null, "content": "one", "at": post["created_at"]}])
    );
    patch(&ada, &post, json!({"content": "two", "title": "Title"})).await;
    patch(&ada, &post, json!({"audience": "public"})).await;
    let media = json!([{"id": upload(&ada, 1).await}]);
    patch(&ada, &post, json!({"media": media})).await;
    let edited = patch(&ada, &post, json!({"content": "three"})).await.body;
    let page = grace.get(&history).await.body;
    assert_eq!(contents(&page["items"]), ["three", "two", "one"]);
    let first = &page["items"][0];
    assert_eq!(
        (&first["title"], &first["at"]),
        (&json!("Title"), &edited["edited_at"])
    );

    let page = grace
        .get(&format!("{history}?limit=2&fields=content"))
        .await
        .body;
    assert_eq!(
        page["items"],
        json!([{"content": "three"}, {"content": "two"}])
    );
    let cursor = page["next_cursor"].as_str().unwrap();
    let page = grace
        .get(&format!("{history}?limit=2&cursor={cursor}"))
        .await;
    assert_eq!(contents(&page.body["items"]), ["one"]);

    patch(&ada, &post, json!({"audience": "only_me"})).await;
    for path in [&history, &format!("{history}?limit=2&cursor={cursor}")] {
        assert_eq!(grace.get(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(contents(&ada.get(&history).await.body["items"]).len(), 3);
}

#[tokio::test]
async fn a_warning_comes_with_the_post_and_with_its_pictures() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let media = json!([{"id": upload(&ada, 1).await}]);
    let body = json!({"content": "Look", "audience": "public", "content_warning": " Spiders ", "media": media});
    let post = publish(&ada, body).await;
    assert_eq!(post["content_warning"], "Spiders");
    let pictures = grace.get("/users/@ada/media").await.body;
    assert_eq!(pictures["items"][0]["content_warning"], "Spiders");
    let lifted = patch(&ada, &post, json!({"content_warning": null}))
        .await
        .body;
    assert_eq!(
        (&lifted["content_warning"], &lifted["edited_at"]),
        (&Value::Null, &Value::Null)
    );
    let pictures = grace.get("/users/@ada/media").await.body;
    assert_eq!(pictures["items"][0]["content_warning"], Value::Null);
    let long = json!({"content_warning": "a".repeat(201)});
    let refused = patch(&ada, &post, long).await;
    assert_eq!(refused.refused(), [("content_warning", "too_long")]);
    let lines = patch(&ada, &post, json!({"content_warning": "a\nb"})).await;
    assert_eq!(lines.refused(), [("content_warning", "invalid_characters")]);
}

/// What a profile begins with, and what follows.
async fn wall(browser: &Browser) -> (Value, Value) {
    let page = browser.get("/users/@ada/posts?fields=content").await.body;
    (page["pinned"].clone(), page["items"].clone())
}

#[tokio::test]
async fn a_profile_begins_with_what_is_pinned() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let one = said(&ada, "one", "public").await;
    let two = said(&ada, "two", "only_me").await;
    let content = |content: &str| json!({"content": content});
    let pin = |post: &Value| format!("{}/pin", path(post));
    for post in [&one, &one] {
        assert_eq!(ada.try_put(&pin(post)).await.status, 204);
    }
    assert_eq!(wall(&grace).await, (content("one"), json!([])));
    assert_eq!(wall(&ada).await, (content("one"), json!([content("two")])));
    assert_eq!(ada.get(&path(&one)).await.body["pinned"], true);
    assert_eq!(ada.try_put(&pin(&two)).await.status, 204);
    assert_eq!(ada.get(&path(&one)).await.body["pinned"], false);
    assert_eq!(wall(&grace).await, (Value::Null, json!([content("one")])));
    assert_eq!(wall(&ada).await, (content("two"), json!([content("one")])));
    for _ in 0..2 {
        assert_eq!(ada.delete(&pin(&two)).await.status, 204);
    }
    assert_eq!(
        wall(&ada).await,
        (Value::Null, json!([content("two"), content("one")]))
    );
    assert_eq!(grace.try_put(&pin(&one)).await.status, 403);
}

#[tokio::test]
async fn a_profile_is_read_to_its_end_whatever_is_pinned_meanwhile() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let mut said_so_far = Vec::new();
    for text in ["one", "two", "three", "four"] {
        said_so_far.push(said(&ada, text, "public").await);
    }
    let pin = |at: usize| format!("{}/pin", path(&said_so_far[at]));
    assert_eq!(ada.try_put(&pin(1)).await.status, 204);
    let page = async |cursor: &Value| {
        let cursor = match cursor.as_str() {
            Some(cursor) => format!("&cursor={cursor}"),
            None => String::new(),
        };
        let path = format!("/users/@ada/posts?fields=content&limit=1{cursor}");
        let page = grace.get(&path).await.body;
        let shown = page["items"][0]["content"].clone();
        (page["pinned"].clone(), shown, page["next_cursor"].clone())
    };
    let (pinned, shown, next) = page(&Value::Null).await;
    assert_eq!((&pinned["content"], shown), (&json!("two"), json!("four")));
    // Neither does what is pinned now go missing, nor is what was pinned at first shown twice.
    assert_eq!(ada.try_put(&pin(0)).await.status, 204);
    let (pinned, shown, next) = page(&next).await;
    assert_eq!((pinned, shown), (Value::Null, json!("three")));
    let (pinned, shown, next) = page(&next).await;
    assert_eq!(
        (pinned, shown, next),
        (Value::Null, json!("one"), Value::Null)
    );
}
