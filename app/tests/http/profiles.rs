//! Profiles, from outside.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{media::GIF, support::Server};

#[tokio::test]
async fn everything_of_the_form_is_on_the_profile_and_can_be_changed() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let own = anna.get("/me").await.body;
    assert_eq!(
        (&own["restricted"], &own["email_verified"]),
        (&json!(false), &json!(false))
    );
    assert!(
        own["email"].is_string()
            && own["date_of_birth"].is_string()
            && own["joined_at"].is_string()
    );

    let change = json!({
        "handle": "anna_b", "bio": "Hello", "website": "example.org", "tags": ["#Jazz", "jazz", "Tea"],
        "nickname": "An", "location": "Bern", "job": null
    });
    let changed = anna.send(Method::PATCH, "/me", Some(change), &[]).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let seen = ben.get("/users/@ANNA_B").await.body;
    assert_eq!(seen["website"], "https://example.org");
    assert_eq!(seen["tags"], json!(["Jazz", "Tea"]));
    assert_eq!(
        (&seen["nickname"], &seen["location"], &seen["job"]),
        (&json!("An"), &json!("Bern"), &json!(""))
    );
    assert_eq!(
        (&seen["email"], &seen["email_verified"]),
        (&own["email"], &Value::Null)
    );
    assert_eq!(seen["relationship"]["friendship"], "none");
    assert_eq!(
        ben.get(&format!("/users/{}", own["id"].as_str().unwrap()))
            .await
            .body,
        seen
    );
    let emptied = anna
        .send(Method::PATCH, "/me", Some(json!({"nickname": null})), &[])
        .await;
    assert_eq!(
        (&emptied.body["nickname"], &emptied.body["bio"]),
        (&Value::Null, &json!("Hello"))
    );
}

#[tokio::test]
async fn refused_changes_change_nothing() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let before = anna.get("/me").await.body;
    let handle = ben.get("/me").await.body["handle"].clone();
    let taken = anna
        .send(
            Method::PATCH,
            "/me",
            Some(json!({"handle": handle, "bio": "x"})),
            &[],
        )
        .await;
    assert_eq!(
        (taken.status, taken.code()),
        (StatusCode::CONFLICT, "handle_taken")
    );
    let wrong =
        json!({"first_name": "", "date_of_birth": "2999-01-01", "website": "javascript:alert(1)"});
    let wrong = anna.send(Method::PATCH, "/me", Some(wrong), &[]).await;
    assert_eq!(
        wrong.refused(),
        [
            ("first_name", "required"),
            ("date_of_birth", "in_the_future"),
            ("website", "invalid_website")
        ]
    );
    for forbidden in ["role", "email", "is_private", "id"] {
        let answer = anna
            .send(Method::PATCH, "/me", Some(json!({forbidden: "admin"})), &[])
            .await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{forbidden}"
        );
    }
    assert_eq!(anna.get("/me").await.body, before);
    assert_eq!(
        server.browser().get("/me").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        anna.get("/users/@nobody_at_all").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn privacy_is_in_force_at_once() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let me = anna.get("/me").await.body;
    let path = format!("/users/{}", me["id"].as_str().unwrap());
    let mut privacy = anna.get("/me/privacy").await.body;
    assert_eq!(privacy["fields"]["email"], "everyone");

    privacy["fields"]["email"] = json!("friends");
    privacy["fields"]["media"] = json!("only_me");
    let put = anna
        .send(Method::PUT, "/me/privacy", Some(privacy.clone()), &[])
        .await;
    assert_eq!((put.status, &put.body), (StatusCode::OK, &privacy));
    let seen = ben.get(&path).await.body;
    assert_eq!(
        (&seen["email"], seen["gender"].is_string()),
        (&Value::Null, true)
    );
    assert_eq!(seen["lists"]["media"], false);
    assert_eq!(
        ben.get(&format!("{path}/media")).await.code(),
        "hidden_list"
    );
    assert_eq!(
        anna.get(&format!("{path}/media")).await.body["items"],
        json!([])
    );
    assert_eq!(anna.get("/me").await.body["email"], me["email"]);

    privacy["is_private"] = json!(true);
    anna.send(Method::PUT, "/me/privacy", Some(privacy), &[])
        .await;
    let seen = ben.get(&path).await.body;
    assert_eq!(
        (
            &seen["restricted"],
            &seen["is_private"],
            &seen["first_name"]
        ),
        (&json!(true), &json!(true), &me["first_name"])
    );
    for hidden in [
        "email",
        "date_of_birth",
        "gender",
        "about_me",
        "bio",
        "tags",
        "joined_at",
        "lists",
    ] {
        assert_eq!(seen[hidden], Value::Null, "{hidden}");
    }
    assert_eq!(
        ben.get(&format!("{path}/media")).await.code(),
        "private_profile"
    );
}

#[tokio::test]
async fn pictures_of_a_profile_replace_each_other_and_go() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let mut before: Option<String> = None;
    for _round in 0..2 {
        let set = anna
            .send_file(Method::PUT, "/me/avatar", GIF.to_vec(), &[], &[])
            .await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.body);
        let address = set.body["avatar_url"].as_str().unwrap().to_owned();
        let (status, headers, _) = ben.bytes(Method::GET, &address, &[]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers["cache-control"], "private, no-cache");
        assert_eq!(headers["vary"], "cookie");
        let tag = headers["etag"].to_str().unwrap();
        let known = [("If-None-Match", tag)];
        assert_eq!(
            ben.bytes(Method::GET, &address, &known).await.0,
            StatusCode::NOT_MODIFIED
        );
        assert_eq!(
            server
                .browser()
                .bytes(Method::GET, &address, &known)
                .await
                .0,
            StatusCode::UNAUTHORIZED,
            "who has logged out is not told that what is kept is still good"
        );
        if let Some(before) = before.replace(address) {
            assert_eq!(
                ben.bytes(Method::GET, &before, &[]).await.0,
                StatusCode::NOT_FOUND
            );
        }
    }
    let refused = anna
        .send_file(Method::PUT, "/me/avatar", b"<svg/>".to_vec(), &[], &[])
        .await;
    assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(
        anna.get("/me").await.body["avatar_url"].as_str(),
        before.as_deref()
    );

    let cover = anna
        .send_file(Method::PUT, "/me/cover", GIF.to_vec(), &[], &[])
        .await;
    assert!(cover.body["cover_url"].is_string());
    for path in ["/me/avatar", "/me/cover", "/me/avatar"] {
        assert_eq!(anna.delete(path).await.status, StatusCode::OK);
    }
    let bare = anna.get("/me").await.body;
    assert_eq!(
        (&bare["avatar_url"], &bare["cover_url"]),
        (&Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn the_pictures_of_a_member_are_paged() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    for audience in ["public", "only_me", "public"] {
        let made = anna
            .send_file(Method::POST, "/media", GIF.to_vec(), &[], &[])
            .await;
        let body =
            json!({"content": "Look", "audience": audience, "media": [{"id": made.body["id"]}]});
        assert_eq!(anna.post("/posts", body).await.status, StatusCode::CREATED);
    }
    let me = anna.get("/me").await.body;
    let path = format!("/users/{}/media?limit=1", me["id"].as_str().unwrap());
    let first = ben.get(&path).await.body;
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    let second = ben
        .get(&format!(
            "{path}&cursor={}",
            first["next_cursor"].as_str().unwrap()
        ))
        .await
        .body;
    assert_eq!(
        (
            second["items"].as_array().unwrap().len(),
            &second["next_cursor"]
        ),
        (1, &Value::Null)
    );
    assert_ne!(
        first["items"][0]["media"]["id"],
        second["items"][0]["media"]["id"]
    );
    assert!(second["items"][0]["post_id"].is_string());
    assert_eq!(
        (
            &me["counts"]["posts"],
            &ben.get(&path.replace("/media?limit=1", "")).await.body["counts"]["posts"]
        ),
        (&json!(3), &json!(2))
    );
}
