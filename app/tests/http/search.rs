//! Finding people and being suggested some, from outside.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Browser, Server};

async fn id_of(browser: &Browser) -> String {
    browser.get("/me").await.body["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn rename(browser: &Browser, first: &str, last: &str) {
    let names = json!({"first_name": first, "last_name": last, "nickname": null});
    let answer = browser.send(Method::PATCH, "/me", Some(names), &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

/// The handles that a search gives, in order.
async fn handles(browser: &Browser, query: &str) -> Vec<String> {
    let answer = browser.get(&format!("/search?q={query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
    let items = answer.body["items"].as_array().unwrap();
    assert!(items.iter().all(|hit| hit["type"] == "user"));
    let handle = |hit: &Value| hit["user"]["handle"].as_str().unwrap().to_owned();
    items.iter().map(handle).collect()
}

/// Names are entered after the answer was given: the same search, until it finds this.
async fn found_soon(browser: &Browser, query: &str, expected: &[&str]) {
    let looking = async {
        while handles(browser, query).await != expected {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(20);
    let found = tokio::time::timeout(patience, looking).await;
    assert!(
        found.is_ok(),
        "{query}: {:?} instead of {expected:?}",
        handles(browser, query).await
    );
}

#[tokio::test]
async fn people_are_found_by_name_whatever_is_typed() {
    let server = Server::start();
    let viewer = server.member("viewer").await;
    let zoe = server.member("countess").await;
    let luk = server.member("luk").await;
    rename(&zoe, "Zoë", "O’Brien").await;
    rename(&luk, "Łukasz", "Zoellner").await;
    found_soon(&viewer, "zoe%20ob", &["countess"]).await;
    found_soon(&viewer, "zoellner", &["luk"]).await;
    found_soon(&viewer, "zoelner", &["luk"]).await;
    found_soon(&viewer, "%40COUNTESS", &["countess"]).await;
    for nothing in [
        "",
        "%20",
        "%25",
        "%27%22--",
        "%00",
        "%E2%80%8B",
        "zoe%20nobody",
        "*",
        "%F0%9F%98%80",
    ] {
        assert!(handles(&viewer, nothing).await.is_empty(), "{nothing:?}");
    }
    let bare = viewer.get("/search").await;
    assert_eq!(bare.body, json!({"items": [], "next_cursor": null}));
    let endless = viewer.get(&format!("/search?q={}", "a".repeat(101))).await;
    assert_eq!(endless.body["items"], json!([]));
    let odd = viewer.get("/search?q=a&type=tree").await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);

    let users = viewer.get("/search?q=zo&type=users&limit=1").await.body;
    assert_eq!(users["items"][0]["user"]["relationship"]["follow"], "none");
    let cursor = users["next_cursor"].as_str().unwrap();
    let next = viewer
        .get(&format!("/search?q=zo&type=users&limit=1&cursor={cursor}"))
        .await;
    assert_ne!(
        next.body["items"][0]["user"]["id"],
        users["items"][0]["user"]["id"]
    );
    assert_eq!(next.body["next_cursor"], Value::Null);
    let other = viewer
        .get(&format!("/search?q=z&type=users&cursor={cursor}"))
        .await;
    assert_eq!(other.code(), "invalid_cursor");

    let blocked = zoe
        .send(
            Method::PUT,
            &format!("/users/{}/block", id_of(&viewer).await),
            None,
            &[],
        )
        .await;
    assert_eq!(blocked.status, StatusCode::OK);
    assert!(handles(&viewer, "countess").await.is_empty());
    assert!(handles(&zoe, "viewer").await.is_empty());
    assert_eq!(handles(&luk, "countess").await, ["countess"]);
}

async fn suggested(browser: &Browser) -> Vec<Value> {
    let answer = browser.get("/users/suggestions").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn friends_of_friends_are_suggested_until_they_are_dismissed() {
    let server = Server::start();
    let viewer = server.member("viewer").await;
    let friend = server.member("friend").await;
    let stranger = server.member("stranger").await;
    let (friend_id, stranger_id) = (id_of(&friend).await, id_of(&stranger).await);
    let follow = async |who: &Browser, whom: &str| {
        let answer = who
            .send(Method::PUT, &format!("/users/{whom}/follow"), None, &[])
            .await;
        assert_eq!(answer.status, StatusCode::OK);
    };
    follow(&viewer, &friend_id).await;
    follow(&friend, &stranger_id).await;
    // Mails lie in files here: nobody need have proved an address.
    let suggestions = suggested(&viewer).await;
    let [only] = suggestions.as_slice() else {
        panic!("{suggestions:?}")
    };
    assert_eq!(only["handle"], "stranger");
    assert_eq!(only["relationship"]["follow"], "none");
    assert_eq!(
        (&only["mutual_count"], &only["reason"]),
        (&json!(1), &json!("mutuals"))
    );
    assert_eq!(only["mutuals"][0]["handle"], "friend");
    for _again in 0..2 {
        let answer = viewer
            .delete(&format!("/users/suggestions/{stranger_id}"))
            .await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    assert!(suggested(&viewer).await.is_empty());
    let nobody = viewer.delete("/users/suggestions/7").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

/// All whom the pages of a list hold; `between` is done with the handles of each page before the next is asked for.
async fn walked(browser: &Browser, list: &str, between: impl AsyncFn(Vec<String>)) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = browser.get(&format!("{list}limit=3{cursor}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let handle = |item: &Value| {
            let person = item.get("user").unwrap_or(item);
            person["handle"].as_str().unwrap().to_owned()
        };
        let items = page.body["items"].as_array().unwrap();
        let handles: Vec<String> = items.iter().map(handle).collect();
        assert!(!handles.is_empty() && handles.len() <= 3);
        found.extend(handles.iter().cloned());
        let Some(next) = page.body["next_cursor"].as_str() else {
            return found;
        };
        cursor = format!("&cursor={next}");
        between(handles).await;
    }
}

#[tokio::test]
async fn whatever_one_does_between_the_pages_nobody_is_left_out_and_nobody_comes_twice() {
    let server = Server::start();
    let viewer = server.member("viewer").await;
    let names: Vec<String> = (1..=8).map(|number| format!("quill{number}")).collect();
    for name in &names {
        server.member(name).await;
    }
    let act = async |method: &Method, handles: Vec<String>, act: &str| {
        for handle in handles {
            let path = format!("/users/@{handle}/{act}");
            let answer = viewer.send(method.clone(), &path, None, &[]).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        }
    };
    let followed = walked(&viewer, "/users/suggestions?", async |handles| {
        act(&Method::PUT, handles, "follow").await;
    });
    let mut suggested = followed.await;
    suggested.sort();
    assert_eq!(suggested, names);
    let entered = async { while handles(&viewer, "quill").await.len() < names.len() {} };
    let patience = std::time::Duration::from_secs(20);
    tokio::time::timeout(patience, entered).await.unwrap();
    let blocked = walked(&viewer, "/search?q=quill&", async |handles| {
        act(&Method::PUT, handles, "block").await;
    });
    let mut found = blocked.await;
    found.sort();
    assert_eq!(found, names);
}
