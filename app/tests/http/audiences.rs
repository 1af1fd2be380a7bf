//! Audiences, from outside: how many they reach, the one to start with, another one for many posts.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    posts::publish,
    support::{Answer, Browser, Server},
};

async fn id_of(browser: &Browser) -> String {
    browser.get("/me").await.body["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn put(browser: &Browser, path: &str, body: Option<Value>) -> Answer {
    let answer = browser.send(Method::PUT, path, body, &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer
}

async fn say(browser: &Browser, content: &str, audience: &str) -> String {
    let post = publish(browser, json!({"content": content, "audience": audience})).await;
    format!("/posts/{}", post["id"].as_str().unwrap())
}

async fn audience_of(browser: &Browser, path: &str) -> Value {
    browser.get(path).await.body["audience"].clone()
}

#[tokio::test]
async fn the_composer_is_told_how_many_people_an_audience_reaches() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (grace, mary) = (server.member("grace").await, server.member("mary").await);
    let (ada_id, grace_id, mary_id) = (id_of(&ada).await, id_of(&grace).await, id_of(&mary).await);
    let numbers = async |query: &str| ada.get(&format!("/me/audiences{query}")).await.body;
    assert_eq!(
        numbers("").await,
        json!({"public": 2, "followers": 0, "friends": 0, "selected": 0, "unlisted": null, "only_me": 0,
            "default_audience": "public"})
    );
    put(&grace, &format!("/users/{ada_id}/friendship"), None).await;
    put(&ada, &format!("/users/{grace_id}/friendship"), None).await;
    put(&mary, &format!("/users/{ada_id}/follow"), None).await;
    let both = format!("?selected_user_ids={grace_id},{mary_id},{ada_id}");
    assert_eq!(
        numbers(&both).await,
        json!({"public": 2, "followers": 2, "friends": 1, "selected": 2, "unlisted": null, "only_me": 0,
            "default_audience": "public"})
    );
    // A friend who no longer follows is still meant by `followers`. Who blocks follows no more, but no number tells that
    // it was a block; who is blocked is taken off.
    let ended = grace.delete(&format!("/users/{ada_id}/follow")).await;
    assert_eq!(ended.status, StatusCode::OK);
    assert_eq!(numbers("").await["followers"], 2);
    put(&mary, &format!("/users/{ada_id}/block"), None).await;
    let after = numbers(&both).await;
    assert_eq!(
        [&after["public"], &after["followers"], &after["selected"]],
        [&json!(2), &json!(1), &json!(1)]
    );
    put(&ada, &format!("/users/{grace_id}/block"), None).await;
    assert_eq!(numbers("").await["public"], 1);
}

#[tokio::test]
async fn the_audience_to_start_with_is_the_one_used_last() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let default = async || {
        let session = ada.get("/auth/session").await.body;
        let numbers = ada.get("/me/audiences").await.body;
        assert_eq!(
            session["settings"]["default_audience"],
            numbers["default_audience"]
        );
        numbers["default_audience"].clone()
    };
    assert_eq!(default().await, "public");
    let mut privacy = ada.get("/me/privacy").await.body;
    privacy["is_private"] = json!(true);
    put(&ada, "/me/privacy", Some(privacy.clone())).await;
    assert_eq!(default().await, "followers", "nothing was chosen yet");
    say(&ada, "For friends", "friends").await;
    assert_eq!(default().await, "friends");
    privacy["is_private"] = json!(false);
    put(&ada, "/me/privacy", Some(privacy.clone())).await;
    say(&ada, "For everybody", "public").await;
    privacy["is_private"] = json!(true);
    put(&ada, "/me/privacy", Some(privacy)).await;
    assert_eq!(
        default().await,
        "followers",
        "what is private does not start with everybody"
    );
    put(
        &ada,
        "/me/default-audience",
        Some(json!({"audience": "only_me"})),
    )
    .await;
    assert_eq!(default().await, "only_me");
    let body = Some(json!({"audience": "selected"}));
    let refused = ada
        .send(Method::PUT, "/me/default-audience", body, &[])
        .await;
    assert_eq!(refused.refused(), [("audience", "not_a_default")]);
    assert_eq!(default().await, "only_me");
}

#[tokio::test]
async fn many_posts_get_another_audience_after_a_look_and_their_own_back() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let (one, two) = (
        say(&ada, "1", "public").await,
        say(&ada, "2", "public").await,
    );
    let secret = say(&ada, "3", "only_me").await;
    let change = async |preview: bool| {
        let body = json!({"from": "public", "to": "friends", "preview": preview});
        ada.post("/me/posts/audience", body).await
    };
    let preview = change(true).await;
    assert_eq!(preview.body, json!({"matched": 2, "change_id": null}));
    assert_eq!(
        grace.get(&one).await.status,
        StatusCode::OK,
        "nothing changed"
    );

    let changed = change(false).await;
    assert_eq!(
        (changed.status, &changed.body["matched"]),
        (StatusCode::OK, &json!(2))
    );
    for path in [&one, &two] {
        assert_eq!(grace.get(path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(audience_of(&ada, path).await, "friends");
    }
    assert_eq!(audience_of(&ada, &secret).await, "only_me");
    assert_eq!(
        change(false).await.body,
        json!({"matched": 0, "change_id": null})
    );

    let undo = format!(
        "/me/posts/audience/{}",
        changed.body["change_id"].as_str().unwrap()
    );
    assert_eq!(grace.delete(&undo).await.status, StatusCode::NOT_FOUND);
    let undone = ada.delete(&undo).await;
    assert_eq!(
        (undone.status, &undone.body),
        (StatusCode::OK, &json!({"restored": 2}))
    );
    assert_eq!(grace.get(&one).await.status, StatusCode::OK);
    assert_eq!(
        ada.delete(&undo).await.status,
        StatusCode::NOT_FOUND,
        "once"
    );
}

#[tokio::test]
async fn a_repeated_change_of_many_can_still_be_taken_back() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let path = say(&ada, "Hello", "public").await;
    let send = async |to: &str| {
        let body = json!({"from": "public", "to": to, "preview": false});
        let key = [("Idempotency-Key", "k1")];
        ada.send(Method::POST, "/me/posts/audience", Some(body), &key)
            .await
    };
    let first = send("friends").await;
    assert_eq!(first.body["matched"], 1, "{}", first.body);
    assert_eq!(send("friends").await.body, first.body);
    assert_eq!(send("only_me").await.code(), "idempotency_mismatch");
    let undo = format!(
        "/me/posts/audience/{}",
        first.body["change_id"].as_str().unwrap()
    );
    assert_eq!(ada.delete(&undo).await.body, json!({"restored": 1}));
    let late = send("friends").await;
    assert_eq!(
        (late.status, late.code()),
        (StatusCode::CONFLICT, "idempotency_mismatch")
    );
    assert_eq!(audience_of(&ada, &path).await, "public");
}

#[tokio::test]
async fn a_post_that_was_deleted_comes_back_for_whom_all_posts_became() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let path = say(&ada, "Hello", "public").await;
    assert_eq!(ada.delete(&path).await.status, StatusCode::NO_CONTENT);
    let body = json!({"from": "public", "to": "only_me", "preview": false});
    let changed = ada.post("/me/posts/audience", body).await;
    assert_eq!(changed.body["matched"], 0, "no post that is shown");
    let restored = ada
        .send(Method::POST, &format!("{path}/restore"), None, &[])
        .await;
    assert_eq!(restored.status, StatusCode::OK, "{}", restored.body);
    assert_eq!(audience_of(&ada, &path).await, "only_me");
    assert_eq!(grace.get(&path).await.status, StatusCode::NOT_FOUND);

    let undo = format!(
        "/me/posts/audience/{}",
        changed.body["change_id"].as_str().unwrap()
    );
    assert_eq!(ada.delete(&undo).await.body, json!({"restored": 1}));
    assert_eq!(audience_of(&ada, &path).await, "public");
}

#[tokio::test]
async fn a_change_of_many_is_told_by_time_and_never_for_selected_people() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let path = say(&ada, "Now", "public").await;
    let created = ada.get(&path).await.body["created_at"]
        .as_str()
        .unwrap()
        .to_owned();
    let count = async |mut body: Value| {
        body["to"] = json!("only_me");
        body["preview"] = json!(true);
        ada.post("/me/posts/audience", body).await.body["matched"].clone()
    };
    assert_eq!(count(json!({"after": created})).await, 1);
    assert_eq!(count(json!({"before": created})).await, 0);
    assert_eq!(count(json!({"before": "2999-01-01T00:00:00Z"})).await, 1);
    assert_eq!(count(json!({"from": "friends"})).await, 0);
    let body = json!({"to": "selected", "preview": false});
    let refused = ada.post("/me/posts/audience", body).await;
    assert_eq!(refused.refused(), [("to", "not_for_many")]);
}

/// What somebody who read a post has left of it after it was narrowed: the post, the picture's file as they know it
/// already, the posts and pictures of the profile and their number.
struct Reader {
    browser: Browser,
    id: String,
}

struct Shown {
    post: Value,
    file: String,
    tag: String,
    author: String,
}

impl Reader {
    async fn new(server: &Server, name: &str) -> Self {
        let browser = server.member(name).await;
        let id = id_of(&browser).await;
        Self { browser, id }
    }

    async fn sees(&self, shown: &Shown) -> bool {
        let known = [("If-None-Match", shown.tag.as_str())];
        let post_id = shown.post["id"].as_str().unwrap();
        let get = async |path: String| self.browser.get(&path).await;
        let post = get(format!("/posts/{post_id}")).await.status;
        let file = self.browser.bytes(Method::GET, &shown.file, &known).await.0;
        let wall = get(format!("/users/{}/posts", shown.author)).await.body;
        let pictures = get(format!("/users/{}/media", shown.author)).await.body;
        let home = get("/feeds/home".to_owned()).await.body;
        let profile = get(format!("/users/{}", shown.author)).await.body;
        let holds = |page: &Value| {
            let items = page["items"].as_array().cloned().unwrap_or_default();
            !items.is_empty()
        };
        let sees = post == StatusCode::OK;
        let same = if sees {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(file, same, "the file goes with the post");
        assert_eq!(holds(&wall), sees, "{wall}");
        assert_eq!(holds(&pictures), sees, "{pictures}");
        assert!(sees || !holds(&home), "{home}");
        let count = profile["counts"]["posts"].as_u64().unwrap_or_default();
        assert_eq!(count, u64::from(sees), "{profile}");
        sees
    }
}

/// A post with a picture, as a reader knows it.
async fn shown(author: &Browser, audience: &str, reader: &Reader) -> Shown {
    let picture = crate::posts::upload(author, 1).await;
    let body = json!({"content": "Hello", "audience": audience, "media": [{"id": picture}]});
    let post = publish(author, body).await;
    let file = post["media"][0]["variants"]["thumb"]
        .as_str()
        .unwrap()
        .to_owned();
    let (status, headers, _) = reader.browser.bytes(Method::GET, &file, &[]).await;
    assert_eq!(status, StatusCode::OK);
    let tag = headers["etag"].to_str().unwrap().to_owned();
    let author = id_of(author).await;
    Shown {
        post,
        file,
        tag,
        author,
    }
}

#[tokio::test]
async fn what_is_narrowed_is_gone_with_the_next_request_on_every_way() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let ada_id = id_of(&ada).await;
    let grace = Reader::new(&server, "grace").await;
    let to_ada = |act: &str| format!("/users/{ada_id}/{act}");
    let to_grace = |act: &str| format!("/users/{}/{act}", grace.id);
    put(&grace.browser, &to_ada("friendship"), None).await;
    put(&ada, &to_grace("friendship"), None).await;
    let post = shown(&ada, "public", &grace).await;
    let path = format!("/posts/{}", post.post["id"].as_str().unwrap());
    let becomes = async |audience: &str| {
        let body = Some(json!({"audience": audience}));
        let changed = ada.send(Method::PATCH, &path, body, &[]).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    };
    assert!(grace.sees(&post).await);
    becomes("only_me").await;
    assert!(!grace.sees(&post).await, "narrowed");
    becomes("friends").await;
    assert!(grace.sees(&post).await);
    assert_eq!(
        ada.delete(&to_grace("friendship")).await.status,
        StatusCode::OK
    );
    assert!(!grace.sees(&post).await, "no longer friends");

    becomes("followers").await;
    put(&grace.browser, &to_ada("follow"), None).await;
    assert!(grace.sees(&post).await);
    assert_eq!(
        grace.browser.delete(&to_ada("follow")).await.status,
        StatusCode::OK
    );
    assert!(!grace.sees(&post).await, "no longer a follower");

    becomes("public").await;
    assert!(grace.sees(&post).await);
    let all = json!({"to": "friends", "preview": false});
    let changed = ada.post("/me/posts/audience", all).await;
    assert!(!grace.sees(&post).await, "narrowed with many");
    let undo = format!(
        "/me/posts/audience/{}",
        changed.body["change_id"].as_str().unwrap()
    );
    assert_eq!(ada.delete(&undo).await.status, StatusCode::OK);
    assert!(grace.sees(&post).await);
    put(&ada, &to_grace("block"), None).await;
    assert!(!grace.sees(&post).await, "blocked");
}
