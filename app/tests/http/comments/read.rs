//! Reading comments.

use serde_json::{Value, json};

use super::given::{answered, contents, count, on, path, post, said};
use crate::support::{Browser, Server};

/// All pages of a list of comments, in twos.
async fn all(browser: &Browser, list: &str, sort: &str) -> Vec<String> {
    let mut cursor = String::new();
    let mut said = Vec::new();
    loop {
        let page = browser
            .get(&format!("{list}?limit=2&sort={sort}{cursor}"))
            .await;
        said.extend(contents(&page).into_iter().flatten().map(str::to_owned));
        match page.body["next_cursor"].as_str() {
            None => return said,
            Some(next) => cursor = format!("&cursor={next}"),
        }
    }
}

#[tokio::test]
async fn comments_come_newest_oldest_and_most_relevant_first() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = post(&ada).await;
    let mut top = Vec::new();
    for content in ["a", "b", "c", "d", "e"] {
        top.push(said(&ada, &post, content).await);
    }
    for content in ["x", "y"] {
        answered(&ada, &top[1], content).await;
    }
    answered(&ada, &top[3], "z").await;
    let list = on(&post);
    assert_eq!(all(&ada, &list, "newest").await, ["e", "d", "c", "b", "a"]);
    assert_eq!(all(&ada, &list, "oldest").await, ["a", "b", "c", "d", "e"]);
    assert_eq!(
        all(&ada, &list, "relevant").await,
        ["b", "d", "e", "c", "a"]
    );
    let unsaid = ada.get(&list).await;
    assert_eq!(
        contents(&unsaid)[0],
        Some("b"),
        "relevance unless said otherwise"
    );
    assert_eq!(unsaid.body["items"][0]["reply_count"], 2);
    let replies = format!("{}/replies", path(&top[1]));
    assert_eq!(contents(&ada.get(&replies).await), [Some("x"), Some("y")]);
    assert_eq!(all(&ada, &replies, "newest").await, ["y", "x"]);
    let unknown = ada.get(&format!("{list}?sort=loudest")).await;
    assert_eq!(unknown.status, 400);
    let page = ada.get(&format!("{list}?limit=2&sort=oldest")).await;
    let cursor = page.body["next_cursor"].as_str().unwrap();
    let other_order = ada
        .get(&format!("{list}?sort=newest&cursor={cursor}"))
        .await;
    assert_eq!(
        (other_order.status.as_u16(), other_order.code()),
        (400, "invalid_cursor")
    );
}

#[tokio::test]
async fn a_comment_is_shown_with_what_is_above_it() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let first = said(&ada, &post, "one").await;
    let second = answered(&grace, &first, "two").await;
    let third = answered(&ada, &second, "three").await;
    let shown = grace.get(&path(&third)).await;
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert_eq!(shown.body["content"], "three");
    assert_eq!(
        shown.body["can"],
        json!({"edit": false, "delete": false, "reply": true})
    );
    let above: Vec<&Value> = shown.body["ancestors"].as_array().unwrap().iter().collect();
    assert_eq!(
        above.iter().map(|c| &c["content"]).collect::<Vec<_>>(),
        ["one", "two"]
    );
    let fields = grace
        .get(&format!("{}?fields=id,author(handle)", path(&third)))
        .await;
    let id = &third["id"];
    assert_eq!(fields.body, json!({"id": id, "author": {"handle": "ada"}}));
}

#[tokio::test]
async fn a_deleted_comment_leaves_a_place_while_it_is_answered() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let top = said(&grace, &post, "Hm").await;
    let reply = answered(&ada, &top, "Yes").await;
    assert_eq!(grace.delete(&path(&top)).await.status, 204);
    for browser in [&ada, &grace] {
        let page = browser.get(&on(&post)).await;
        let place = &page.body["items"][0];
        let mut rest = place.clone();
        for field in ["id", "post_id", "created_at", "reactions"] {
            rest.as_object_mut().unwrap().remove(field);
        }
        let expected = json!({
            "parent_id": null, "depth": 0, "author": null, "content": null, "media": null, "mentions": [],
            "unreached_mentions": null, "reply_count": 1,
            "edited_at": null, "deleted": true, "can": {"edit": false, "delete": false, "reply": false},
        });
        assert_eq!(rest, expected);
        assert_eq!(count(browser, &post).await, 1);
    }
    assert_eq!(ada.delete(&path(&reply)).await.status, 204);
    assert!(contents(&ada.get(&on(&post)).await).is_empty());
    assert_eq!(ada.get(&path(&top)).await.status, 404);
}

#[tokio::test]
async fn who_is_blocked_looks_deleted_between_those_two_alone() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let joan = server.member("joan").await;
    let post = post(&ada).await;
    let by_grace = said(&grace, &post, "Grace").await;
    answered(&joan, &by_grace, "Joan").await;
    said(&grace, &post, "Grace again").await;
    let blocked = joan
        .put(&format!("/users/{}/block", id(&grace).await), None)
        .await;
    assert_eq!(blocked.status, 200);
    let list = format!("{}?sort=oldest", on(&post));

    assert_eq!(
        contents(&joan.get(&list).await),
        [None],
        "a place, and nothing"
    );
    assert_eq!(count(&joan, &post).await, 1);
    assert_eq!(
        contents(&grace.get(&list).await),
        [Some("Grace"), Some("Grace again")]
    );
    let page = grace.get(&list).await;
    assert_eq!(page.body["items"][0]["reply_count"], 0);
    assert_eq!(count(&grace, &post).await, 2);
    assert_eq!(
        contents(&ada.get(&list).await),
        [Some("Grace"), Some("Grace again")]
    );
    assert_eq!(ada.get(&list).await.body["items"][0]["reply_count"], 1);
    assert_eq!(count(&ada, &post).await, 3);
    let body = json!({"content": "?", "parent_id": by_grace["id"]});
    assert_eq!(joan.post(&on(&post), body).await.code(), "parent_gone");
}

async fn id(browser: &Browser) -> String {
    browser.get("/me").await.body["id"]
        .as_str()
        .unwrap()
        .to_owned()
}
