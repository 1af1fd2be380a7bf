//! Connections: slow ones, odd ones, and those that are open when the server is told to stop.

use kith::config::Span;
use reqwest::Method;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::site::{Answer, Setup, Site};

fn impatient() -> Setup {
    let mut setup = Setup::default();
    setup.config.http.header_timeout = Span::millis(100);
    setup.config.http.shutdown_grace = Span::seconds(20);
    setup
}

#[tokio::test]
async fn a_head_that_does_not_end_is_cut_off() {
    let site = Site::start_with(impatient()).await;
    let answer = site
        .raw(b"GET /health/live HTTP/1.1\r\nhost: x\r\nx-slow: ")
        .await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
        "{answer}"
    );
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed() {
    let site = Site::start_with(impatient()).await;
    assert_eq!(site.raw(b"").await, "");
}

#[tokio::test]
async fn heads_that_are_too_large_or_too_many_are_refused() {
    let site = Site::start().await;
    let large = format!(
        "GET / HTTP/1.1\r\nhost: x\r\nx-large: {}\r\n\r\n",
        "x".repeat(200_000)
    );
    let many = format!(
        "GET / HTTP/1.1\r\nhost: x\r\n{}\r\n",
        "x-many: 1\r\n".repeat(500)
    );
    for head in [large, many] {
        let answer = site.raw(head.as_bytes()).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
            "{answer}"
        );
    }
    assert_eq!(site.get("/health/live").await.status, 200);
}

#[tokio::test]
async fn ambiguous_framing_is_refused() {
    let site = Site::start().await;
    let head = "POST /api/v1/things HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n";
    for framing in [
        "content-length: 2\r\ncontent-length: 3\r\n\r\n{}",
        "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "content-length: -1\r\n\r\n",
    ] {
        let answer = site.raw(format!("{head}{framing}").as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{framing}: {answer}");
    }
}

#[tokio::test]
async fn a_request_for_two_hosts_is_refused() {
    let site = Site::start().await;
    let answer = site
        .raw(b"GET /health/live HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n")
        .await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}

#[tokio::test]
async fn stopping_lets_a_running_request_finish_and_takes_no_new_one() {
    let mut site = Site::start().await;
    let request = site.request(Method::POST, "/api/v1/wait");
    let running = tokio::spawn(Answer::read(request));
    site.gates.entered.notified().await;
    site.stop();
    // The listener is closed before anything is waited for, so this ends as soon as it has been.
    while TcpStream::connect(site.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    site.gates.leave.notify_one();
    assert_eq!(running.await.unwrap().status, 204);
    site.stopped().await;
}

#[tokio::test]
async fn a_change_goes_on_when_its_client_hangs_up() {
    let site = Site::start().await;
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    stream
        .write_all(b"POST /api/v1/wait HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n")
        .await
        .unwrap();
    site.gates.entered.notified().await;
    drop(stream);
    site.gates.leave.notify_one();
    site.gates.left.notified().await;
    site.unfinished.all_done().await;
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let site = Site::start().await;
    let mut stream = TcpStream::connect(site.address).await.unwrap();
    let request = b"GET /health/live HTTP/1.1\r\nhost: x\r\n\r\nGET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
}
