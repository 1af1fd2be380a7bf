//! Bodies that are too large or too slow, whatever they say of themselves.

use bytes::Bytes;
use futures_util::stream;
use kith::config::Span;
use reqwest::multipart::{Form, Part};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::site::{Answer, Setup, Site};

const JSON: &str = "application/json";

fn chunked(size: usize) -> reqwest::Body {
    let chunks =
        (0..size / 1024).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; 1024])));
    reqwest::Body::wrap_stream(stream::iter(chunks))
}

#[tokio::test]
async fn a_declared_size_is_believed_at_once() {
    let site = Site::start().await;
    let head = "POST /api/v1/things HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n";
    let answer = site.raw(head.as_bytes()).await;
    assert!(
        answer.starts_with("HTTP/1.1 413") && answer.contains("\"too_large\""),
        "{answer}"
    );
}

#[tokio::test]
async fn undeclared_bytes_are_counted() {
    let site = Site::start().await;
    site.post("/things", JSON, chunked(128 * 1024))
        .await
        .problem(413, "too_large");
    site.post("/things", JSON, chunked(32 * 1024))
        .await
        .problem(400, "malformed_json");
}

#[tokio::test]
async fn uploads_have_a_limit_of_their_own() {
    let site = Site::start().await;
    let send = |size: usize| {
        let form = Form::new().part("file", Part::bytes(vec![1; size]).file_name("a.bin"));
        Answer::read(
            site.request(reqwest::Method::POST, "/api/v1/files")
                .multipart(form),
        )
    };
    assert_eq!(send(128 * 1024).await.json(), 128 * 1024);
    send(300 * 1024).await.problem(413, "too_large");
}

#[tokio::test]
async fn a_broken_form_is_malformed() {
    let site = Site::start().await;
    site.post(
        "/files",
        "multipart/form-data; boundary=x",
        "--x\r\nrubbish hunter2",
    )
    .await
    .problem(400, "malformed_body");
    site.post("/files", "multipart/form-data", "")
        .await
        .problem(400, "malformed_body");
}

#[tokio::test]
async fn a_body_that_never_comes_is_given_up() {
    let mut setup = Setup::default();
    setup.config.http.body_timeout = Span::millis(50);
    let site = Site::start_with(setup).await;
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    let head = "POST /api/v1/things HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 408") && answer.contains("\"too_slow\""),
        "{answer}"
    );
}

#[tokio::test]
async fn packed_bodies_are_not_unpacked() {
    let site = Site::start().await;
    let request = site
        .request(reqwest::Method::POST, "/api/v1/things")
        .header("content-type", JSON);
    let packed = request
        .header("content-encoding", "gzip")
        .body(vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    Answer::read(packed).await.problem(400, "malformed_json");
}
