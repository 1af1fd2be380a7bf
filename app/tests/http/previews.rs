//! Link previews: what is not public is not asked, who sees them, and who decides about them.

use kith_adapters::sql::Database;
use kith_core::{
    previews::Sought,
    shared::{id::PostId, store::Store as _},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use crate::{
    posts::{bytes_status, png, publish},
    support::{Browser, Server, eventually},
};

const PAGE: &str = "<title>Snow &lt;script&gt;</title><meta property='og:image' content='/snow.png'>\
    <meta name='description' content='Deep'>";

/// A server for which `snow.example` is a site with a page.
async fn server_with_site() -> Server {
    server_with_site_and("").await
}

/// As [`server_with_site`], with other names in its net, `name=address:port`, that do not lead to the public.
async fn server_with_site_and(others: &str) -> Server {
    Server::start_set(Vec::leak(vec![site_and(others).await]))
}

/// The setting that makes `snow.example` a site with a page.
pub(crate) async fn site() -> (&'static str, &'static str) {
    site_and("").await
}

async fn site_and(others: &str) -> (&'static str, &'static str) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("snow.example={} {others}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream));
        }
    });
    ("TEST_NET_SITE", String::leak(site))
}

async fn answer(mut stream: TcpStream) {
    let mut asked = Vec::new();
    while !asked.ends_with(b"\r\n\r\n") {
        asked.push(stream.read_u8().await.unwrap());
    }
    let (kind, body) = if asked.starts_with(b"GET /snow.png ") {
        ("image/png", png(90))
    } else if asked.starts_with(b"GET /text.png ") {
        ("image/png", b"no picture at all".to_vec())
    } else if asked.starts_with(b"GET /bare ") {
        let page = PAGE.replace("/snow.png", "/text.png");
        ("text/html", page.into_bytes())
    } else {
        ("text/html", PAGE.as_bytes().to_vec())
    };
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
}

fn path(post: &Value) -> String {
    format!("/posts/{}", post["id"].as_str().unwrap())
}

/// The preview of a post, as soon as it has one.
async fn preview(reader: &Browser, post: &Value) -> Value {
    eventually(|| async {
        let shown = reader.get(&path(post)).await.body["link_preview"].clone();
        (!shown.is_null()).then_some(shown)
    })
    .await
}

#[tokio::test]
async fn a_page_is_shown_to_those_who_see_the_post_and_so_is_its_picture() {
    let server = server_with_site().await;
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let linking =
        |audience| json!({"content": "See http://Snow.example/a?b#c.", "audience": audience});
    let public = publish(&ada, linking("public")).await;
    let own = publish(&ada, linking("only_me")).await;
    let shown = preview(&ben, &public).await;
    assert_eq!(shown["url"], "http://snow.example/a?b#c");
    assert_eq!(shown["host"], "snow.example");
    assert_eq!(shown["title"], "Snow <script>");
    assert_eq!(shown["description"], "Deep");
    let picture = &shown["image"];
    assert_eq!(bytes_status(&ben, picture).await, StatusCode::OK);
    let hidden = preview(&ada, &own).await["image"].clone();
    assert_eq!(bytes_status(&ada, &hidden).await, StatusCode::OK);
    assert_eq!(bytes_status(&ben, &hidden).await, StatusCode::NOT_FOUND);
    assert_eq!(ada.get("/me/uploads").await.body["items"], json!([]));

    let edit = json!({"content": "Seen."});
    let edited = ada
        .send(Method::PATCH, &path(&public), Some(edit), &[])
        .await;
    assert_eq!(edited.body["link_preview"], Value::Null);
    assert_eq!(bytes_status(&ben, picture).await, StatusCode::NOT_FOUND);
    ada.delete(&path(&own)).await;
    assert_eq!(bytes_status(&ada, &hidden).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_preview_that_its_author_takes_away_is_gone_for_all_until_it_is_shown_again() {
    let server = server_with_site().await;
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let post = publish(
        &ada,
        json!({"content": "http://snow.example/bare", "audience": "public"}),
    )
    .await;
    let shown = preview(&ben, &post).await;
    assert_eq!(
        (&shown["title"], &shown["image"]),
        (&json!("Snow <script>"), &Value::Null)
    );
    let own = format!("{}/link-preview", path(&post));
    for (method, expected) in [(Method::DELETE, &Value::Null), (Method::PUT, &shown)] {
        let done = ada.status(method, &own, None).await;
        assert_eq!(done, StatusCode::NO_CONTENT);
        for reader in [&ada, &ben] {
            let post = reader.get(&path(&post)).await.body;
            assert_eq!(&post["link_preview"], expected);
        }
    }
}

#[tokio::test]
async fn where_it_is_turned_off_nothing_is_read_and_the_site_says_so() {
    let server = Server::start_set(&[("KITH_PREVIEWS__ENABLED", "false")]);
    assert_eq!(
        server.browser().get("/site").await.body["link_previews"],
        json!(false)
    );
    let ada = server.member("ada").await;
    let post = publish(
        &ada,
        json!({"content": "http://1.1.1.1/", "audience": "public"}),
    )
    .await;
    let database = Database::open_file(&server.folder().join("kith.db"))
        .await
        .unwrap();
    let id = PostId::new(post["id"].as_str().unwrap().parse().unwrap());
    eventually(|| async {
        let mut tx = database.write().await.unwrap();
        tx.pending_events(1).await.unwrap().is_empty().then_some(())
    })
    .await;
    let mut tx = database.read().await.unwrap();
    assert_eq!(tx.linking_post(id).await.unwrap().unwrap().sought, None);
    drop(tx);
    database.close().await;
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_not_asked() {
    // It takes connections, but nobody answers them.
    let inside = std::net::TcpListener::bind("127.0.0.2:0").unwrap();
    inside.set_nonblocking(true).unwrap();
    let hidden = format!("inside.example={}", inside.local_addr().unwrap());
    let server = server_with_site_and(&hidden).await;
    let ada = server.member("ada").await;
    let content = "Look: http://inside.example/";
    let post = publish(&ada, json!({"content": content, "audience": "public"})).await;
    assert_eq!(post["link_preview"], Value::Null);
    let database = Database::open_file(&server.folder().join("kith.db"))
        .await
        .unwrap();
    let id = PostId::new(post["id"].as_str().unwrap().parse().unwrap());
    eventually(|| async {
        let mut tx = database.read().await.unwrap();
        let sought = tx.linking_post(id).await.unwrap()?.sought;
        (sought == Some(Sought::Settled)).then_some(())
    })
    .await;
    database.close().await;
    let shown = ada.get(&path(&post)).await;
    assert_eq!(shown.body["link_preview"], Value::Null);
    let connected = inside.accept().map(|(_, from)| from);
    let nobody = connected.expect_err("somebody connected");
    assert_eq!(nobody.kind(), std::io::ErrorKind::WouldBlock);
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
            (StatusCode::NO_CONTENT, StatusCode::FORBIDDEN)
        );
    }
}
