//! `kith user`

use reqwest::StatusCode;
use serde_json::json;

use crate::support::{PASSWORD, Server};

#[tokio::test]
async fn accounts_are_made_and_changed_on_the_command_line() {
    let server = Server::start();
    server.member("founder").await;
    let create = [
        "user",
        "create",
        "--email",
        "ada@example.org",
        "--first-name",
        "Ada",
        "--last-name",
        "Lovelace",
        "--date-of-birth",
        "1990-12-10",
        "--password-stdin",
    ];
    let (done, said) = server.kith(&create, &format!("{PASSWORD}\n"));
    assert!(done, "{said}");
    assert!(said.contains("@ada_lovelace"), "{said}");
    assert!(!said.contains(PASSWORD));
    let (again, said) = server.kith(&create, PASSWORD);
    assert!(!again && said.contains("has an account already"), "{said}");

    let ada = server.browser();
    let answer = ada
        .post(
            "/auth/login",
            json!({"login": "ada_lovelace", "password": PASSWORD}),
        )
        .await;
    assert_eq!(
        (answer.status, &answer.body["role"]),
        (StatusCode::OK, &json!("member"))
    );

    let (done, said) = server.kith(&["user", "make-admin", "ada_lovelace"], "");
    assert!(done, "{said}");
    assert_eq!(ada.get("/auth/session").await.body["user"]["role"], "admin");

    let set = [
        "user",
        "set-password",
        "ada@example.org",
        "--password-stdin",
    ];
    let (weak, said) = server.kith(&set, "12345678\n");
    assert!(!weak && said.contains("password"), "{said}");
    let (done, said) = server.kith(&set, "lamp under nine apples\n");
    assert!(done, "{said}");
    assert_eq!(ada.session().await, StatusCode::UNAUTHORIZED);
}
