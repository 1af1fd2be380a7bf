//! Lists of posts.

mod for_you;
mod statements;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    posts::publish,
    support::{Browser, Server, eventually},
};

async fn say(browser: &Browser, content: &str, audience: &str) {
    publish(browser, json!({"content": content, "audience": audience})).await;
}

fn contents(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|post| post["content"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn home_holds_ones_own_posts_and_the_public_ones_of_others_newest_first() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    for audience in ["public", "unlisted", "only_me"] {
        say(&ada, &format!("ada {audience}"), audience).await;
        say(&grace, &format!("grace {audience}"), audience).await;
    }
    let home = ada.get("/feeds/home").await;
    assert_eq!(home.status, StatusCode::OK);
    assert_eq!(
        contents(&home.body),
        ["ada only_me", "ada unlisted", "grace public", "ada public"]
    );
    assert_eq!(home.body["next_cursor"], Value::Null);
    assert_eq!(
        server.browser().get("/feeds/home").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn pages_follow_each_other_while_posts_arrive() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    for number in 0..5 {
        say(
            if number % 2 == 0 { &ada } else { &grace },
            &number.to_string(),
            "public",
        )
        .await;
    }
    let first = ada.get("/feeds/home?limit=2").await.body;
    assert_eq!(contents(&first), ["4", "3"]);
    say(&grace, "later", "public").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = ada
        .get(&format!("/feeds/home?limit=2&cursor={cursor}"))
        .await
        .body;
    assert_eq!(contents(&second), ["2", "1"]);
    let cursor = second["next_cursor"].as_str().unwrap();
    let third = ada
        .get(&format!("/feeds/home?limit=2&cursor={cursor}"))
        .await
        .body;
    assert_eq!(
        (contents(&third), &third["next_cursor"]),
        (vec!["0"], &Value::Null)
    );
}

#[tokio::test]
async fn home_is_cut_to_the_wanted_fields_of_its_posts() {
    let server = Server::start();
    let ada = server.member("ada").await;
    say(&ada, "one", "public").await;
    say(&ada, "two", "public").await;
    let page = ada
        .get("/feeds/home?limit=1&fields=content,author(nickname)")
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(
        page.body["items"],
        json!([{"content": "two", "author": {"nickname": "ada"}}])
    );
    assert!(page.body["next_cursor"].is_string());
    assert_eq!(page.body["kind"], "everyone");
    let refused = ada.get("/feeds/home?fields=items(id)").await;
    assert_eq!(
        (refused.status, refused.refused()),
        (StatusCode::BAD_REQUEST, vec![("fields", "unknown_field")])
    );
}

#[tokio::test]
async fn a_cursor_is_for_one_list_and_one_reader() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    say(&ada, "one", "public").await;
    say(&ada, "two", "public").await;
    let page = ada.get("/feeds/home?limit=1").await.body;
    let cursor = page["next_cursor"].as_str().unwrap();
    let tampered = format!("B{}", &cursor[1..]);
    for (browser, path) in [
        (&grace, format!("/feeds/home?cursor={cursor}")),
        (&ada, format!("/users/@ada/posts?cursor={cursor}")),
        (&ada, format!("/feeds/home?cursor={tampered}")),
        (&ada, "/feeds/home?cursor=x".into()),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::BAD_REQUEST, "invalid_cursor"),
            "{path}"
        );
    }
    for limit in ["0", "101", "x"] {
        let answer = ada.get(&format!("/feeds/home?limit={limit}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{limit}");
    }
}

#[tokio::test]
async fn a_profile_lists_what_its_reader_may_see_listed() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    for audience in ["public", "unlisted", "only_me"] {
        say(&ada, audience, audience).await;
    }
    let own = ada.get("/users/@ada/posts").await.body;
    assert_eq!(contents(&own), ["only_me", "unlisted", "public"]);
    let id = own["items"][0]["author"]["id"].as_str().unwrap();
    for path in [
        "/users/@ada/posts".to_owned(),
        "/users/@ADA/posts".into(),
        format!("/users/{id}/posts"),
    ] {
        assert_eq!(contents(&grace.get(&path).await.body), ["public"], "{path}");
        let nobody = server.browser().get(&path).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    }
    for path in [
        "/users/@nobody/posts",
        "/users/1/posts",
        "/users/ada/posts",
        "/users/@%00/posts",
    ] {
        assert_eq!(ada.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_private_profile_keeps_its_list_but_not_its_public_posts() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = publish(&ada, json!({"content": "hello", "audience": "public"})).await;
    let mut privacy = ada.get("/me/privacy").await.body;
    privacy["is_private"] = json!(true);
    let answer = ada
        .send(Method::PUT, "/me/privacy", Some(privacy), &[])
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let list = grace.get("/users/@ada/posts").await;
    assert_eq!(
        (list.status, list.code()),
        (StatusCode::FORBIDDEN, "private_profile")
    );
    assert_eq!(
        contents(&ada.get("/users/@ada/posts").await.body),
        ["hello"]
    );
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    assert_eq!(grace.get(&path).await.status, StatusCode::OK);
    assert_eq!(contents(&grace.get("/feeds/home").await.body), ["hello"]);
}

#[tokio::test]
async fn who_follows_somebody_has_their_posts_at_home_and_is_told_how_many_are_new() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let mary = server.member("mary").await;
    let grace_id = grace.get("/me").await.body["id"].clone();
    let follow = format!("/users/{}/follow", grace_id.as_str().unwrap());
    say(&mary, "of somebody else", "public").await;
    say(&grace, "before", "public").await;
    ada.put(&follow, None).await;
    let home = eventually(|| async {
        let home = ada.get("/feeds/home").await.body;
        (contents(&home) == ["before"]).then_some(home)
    })
    .await;
    assert_eq!(home["kind"], "following");

    let top = home["items"][0]["id"].as_str().unwrap().to_owned();
    let new = format!("/feeds/home?since={top}&count_only=true");
    assert_eq!(ada.get(&new).await.body["count"], 0);
    say(&ada, "my own", "public").await;
    say(&mary, "again of somebody else", "public").await;
    say(&grace, "after", "followers").await;
    say(&grace, "not for ada", "friends").await;
    say(&grace, "long after", "public").await;
    let counted = eventually(|| async {
        let answer = ada.get(&new).await.body;
        (answer["count"] == 2).then_some(answer)
    })
    .await;
    assert_eq!(counted["items"], json!([]));
    let above = ada.get(&format!("/feeds/home?since={top}")).await.body;
    assert_eq!(contents(&above), ["long after", "after", "my own"]);

    let senseless = ada.get("/feeds/home?count_only=true").await;
    assert_eq!(
        (senseless.status, senseless.code()),
        (StatusCode::BAD_REQUEST, "missing_since")
    );
}
