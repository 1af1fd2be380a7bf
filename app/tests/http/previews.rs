//! Link previews: what is not public is not asked, and who decides about them.

use kith_adapters::sql::Database;
use kith_core::shared::{id::PostId, store::Store as _};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    posts::publish,
    support::{Server, eventually},
};

#[tokio::test]
async fn an_address_of_this_machine_is_not_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let here = listener.local_addr().unwrap();
    let server = Server::start();
    let ada = server.member("ada").await;
    let content = format!("Look: http://{here}/ and http://localhost:{}/", here.port());
    let post = publish(&ada, json!({"content": content, "audience": "public"})).await;
    assert_eq!(post["link_preview"], Value::Null);
    let database = Database::open_file(&server.folder().join("kith.db"))
        .await
        .unwrap();
    let id = PostId::new(post["id"].as_str().unwrap().parse().unwrap());
    eventually(|| async {
        let mut tx = database.read().await.unwrap();
        let known = tx.linking_post(id).await.unwrap()?.address;
        let awaited = tx.awaited_preview(id).await.unwrap();
        (known.is_some() && awaited.is_none()).then_some(())
    })
    .await;
    database.close().await;
    let shown = ada
        .get(&format!("/posts/{}", post["id"].as_str().unwrap()))
        .await;
    assert_eq!(shown.body["link_preview"], Value::Null);
    let connected = tokio::time::timeout(std::time::Duration::ZERO, listener.accept()).await;
    assert!(connected.is_err(), "somebody connected");
}

#[tokio::test]
async fn authors_decide_whether_a_preview_is_shown() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let post = publish(&ada, json!({"content": "Snow", "audience": "public"})).await;
    let path = format!("/posts/{}/link-preview", post["id"].as_str().unwrap());
    for method in [Method::DELETE, Method::PUT] {
        let own = ada.status(method.clone(), &path, None).await;
        let foreign = ben.status(method, &path, None).await;
        assert_eq!(
            (own, foreign),
            (StatusCode::NO_CONTENT, StatusCode::NOT_FOUND)
        );
    }
}
