//! Posts for selected people.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::given::{bytes_status, patch, path, publish, said, upload};
use crate::support::{Browser, Server};

async fn id_of(browser: &Browser) -> String {
    browser.get("/me").await.body["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn follow(browser: &Browser, whom: &str) {
    let answer = browser
        .send(Method::PUT, &format!("/users/{whom}/follow"), None, &[])
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

fn for_selected(ids: &[&String]) -> Value {
    json!({"content": "For a few", "audience": "selected", "selected_user_ids": ids})
}

fn names(post: &Value) -> Vec<&str> {
    let names = post["selected"].as_array().unwrap();
    names
        .iter()
        .map(|name| name["id"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn who_is_named_sees_the_post_and_its_picture_as_long_as_they_follow() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (grace, mary) = (server.member("grace").await, server.member("mary").await);
    let (ada_id, grace_id) = (id_of(&ada).await, id_of(&grace).await);
    follow(&grace, &ada_id).await;
    follow(&mary, &ada_id).await;
    let mut body = for_selected(&[&grace_id]);
    body["media"] = json!([{"id": upload(&ada, 1).await}]);
    let post = publish(&ada, body).await;
    assert_eq!(
        (names(&post), &post["visible_because"]),
        (vec![grace_id.as_str()], &json!("author"))
    );

    let seen = grace.get(&path(&post)).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert_eq!(
        (&seen.body["visible_because"], &seen.body["selected"]),
        (&json!("named"), &Value::Null)
    );
    let wall = grace.get(&format!("/users/{ada_id}/posts")).await;
    assert_eq!(wall.body["items"][0]["id"], post["id"]);
    let picture = &post["media"][0];
    assert_eq!(bytes_status(&grace, picture).await, StatusCode::OK);
    assert_eq!(mary.get(&path(&post)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bytes_status(&mary, picture).await, StatusCode::NOT_FOUND);

    let ended = grace.delete(&format!("/users/{ada_id}/follow")).await;
    assert_eq!(ended.status, StatusCode::OK);
    assert_eq!(grace.get(&path(&post)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bytes_status(&grace, picture).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whom_a_post_lists_it_can_be_saved_with_also_after_one_stopped_following() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (grace, mary) = (server.member("grace").await, server.member("mary").await);
    let (ada_id, grace_id) = (id_of(&ada).await, id_of(&grace).await);
    let mary_id = id_of(&mary).await;
    follow(&grace, &ada_id).await;
    follow(&mary, &ada_id).await;
    let post = publish(&ada, for_selected(&[&grace_id, &mary_id])).await;
    assert_eq!(names(&post).len(), 2);

    let ended = grace.delete(&format!("/users/{ada_id}/follow")).await;
    assert_eq!(ended.status, StatusCode::OK);
    let listed = ada.get(&path(&post)).await.body;
    assert_eq!(names(&listed), [mary_id.as_str()]);
    let again = json!({"audience": "selected", "selected_user_ids": names(&listed)});
    let saved = patch(&ada, &post, again).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    assert_eq!(names(&saved.body), [mary_id.as_str()]);
}

#[tokio::test]
async fn only_the_connected_can_be_named_and_only_for_selected_people() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let (ada_id, grace_id) = (id_of(&ada).await, id_of(&grace).await);
    let stranger = id_of(&server.member("mary").await).await;
    follow(&grace, &ada_id).await;
    let many: Vec<String> = (1..=201).map(|id| id.to_string()).collect();
    let nobody = "99".to_owned();
    let refused = [
        (for_selected(&[]), "selected_user_ids", "required"),
        (
            for_selected(&[&grace_id, &stranger]),
            "selected_user_ids.1",
            "not_connected",
        ),
        (
            for_selected(&[&nobody, &grace_id]),
            "selected_user_ids.0",
            "not_connected",
        ),
        (
            for_selected(&[&ada_id]),
            "selected_user_ids.0",
            "not_connected",
        ),
        (
            for_selected(&[&grace_id, &grace_id]),
            "selected_user_ids.1",
            "duplicate",
        ),
        (
            for_selected(&many.iter().collect::<Vec<_>>()),
            "selected_user_ids",
            "too_many_items",
        ),
        (
            json!({"content": "a", "audience": "public", "selected_user_ids": [grace_id]}),
            "selected_user_ids",
            "not_selected",
        ),
    ];
    for (body, field, code) in refused {
        let answer = ada.post("/posts", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.refused(), [(field, code)]);
    }
    let wall = ada.get(&format!("/users/{ada_id}/posts")).await;
    assert_eq!(wall.body["items"], json!([]), "nothing was published");
}

#[tokio::test]
async fn an_edit_names_others_or_nobody() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (grace, mary) = (server.member("grace").await, server.member("mary").await);
    let ada_id = id_of(&ada).await;
    let (grace_id, mary_id) = (id_of(&grace).await, id_of(&mary).await);
    follow(&grace, &ada_id).await;
    follow(&mary, &ada_id).await;
    let post = said(&ada, "Hello", "followers").await;
    assert_eq!(
        grace.get(&path(&post)).await.body["visible_because"],
        "follower"
    );

    let bare = patch(&ada, &post, json!({"audience": "selected"})).await;
    assert_eq!(bare.refused(), [("selected_user_ids", "required")]);
    let change = json!({"audience": "selected", "selected_user_ids": [grace_id]});
    let named = patch(&ada, &post, change).await;
    assert_eq!(
        (names(&named.body), &named.body["edited_at"]),
        (vec![grace_id.as_str()], &Value::Null)
    );
    assert_eq!(mary.get(&path(&post)).await.status, StatusCode::NOT_FOUND);

    let other = patch(&ada, &post, json!({"selected_user_ids": [mary_id]})).await;
    assert_eq!(names(&other.body), [mary_id.as_str()]);
    assert_eq!(grace.get(&path(&post)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mary.get(&path(&post)).await.status, StatusCode::OK);

    let reworded = patch(&ada, &post, json!({"content": "Hello there"})).await;
    assert_eq!(names(&reworded.body), [mary_id.as_str()]);
    let widened = patch(&ada, &post, json!({"audience": "public"})).await;
    assert_eq!(widened.body["selected"], Value::Null);
    let again = patch(&ada, &post, json!({"audience": "selected"})).await;
    assert_eq!(
        again.refused(),
        [("selected_user_ids", "required")],
        "the old names are forgotten"
    );
}
