//! One's own uploads, from outside.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::{
    media::GIF,
    support::{Browser, Server},
};

async fn upload(browser: &Browser) -> String {
    let made = browser
        .send_file(Method::POST, "/media", GIF.to_vec(), &[], &[])
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    made.body["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn uploads_say_what_they_cost_where_they_are_and_when_they_go() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let (used, free) = (upload(&anna).await, upload(&anna).await);
    let post = anna
        .post(
            "/posts",
            json!({"content": "", "audience": "only_me", "media": [{"id": used}]}),
        )
        .await;
    assert_eq!(post.status, StatusCode::CREATED, "{}", post.body);

    let page = anna.get("/me/uploads?limit=1").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(page.body["total_count"], 2);
    let item = &page.body["items"][0];
    assert_eq!(
        (&item["media"]["id"], &item["used_in"]),
        (&json!(free), &json!(null))
    );
    assert!(item["goes_at"].is_string() && item["bytes"].as_u64() > Some(0));
    let cursor = page.body["next_cursor"].as_str().unwrap();
    let rest = anna
        .get(&format!("/me/uploads?limit=1&cursor={cursor}"))
        .await;
    let item = &rest.body["items"][0];
    assert_eq!(item["media"]["id"], json!(used));
    assert_eq!(
        item["used_in"],
        json!({"kind": "post", "post_id": post.body["id"]})
    );
    assert_eq!(
        (&item["goes_at"], &rest.body["next_cursor"]),
        (&json!(null), &json!(null))
    );
    let others = ben.get(&format!("/me/uploads?cursor={cursor}")).await;
    assert_eq!(
        others.status,
        StatusCode::BAD_REQUEST,
        "a cursor is its owner's"
    );

    assert_eq!(
        anna.delete(&format!("/media/{free}")).await.status,
        StatusCode::NO_CONTENT
    );
    let left = anna.get("/me/uploads").await;
    assert_eq!(
        (
            &left.body["total_count"],
            left.body["items"].as_array().unwrap().len()
        ),
        (&json!(1), 1)
    );
    let none = ben.get("/me/uploads").await;
    assert_eq!(
        (&none.body["total_count"], &none.body["total_bytes"]),
        (&json!(0), &json!(0))
    );
}
