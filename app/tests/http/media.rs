//! Pictures, from outside.

use reqwest::{Method, StatusCode, header::HeaderMap};
use serde_json::json;

use crate::support::{Answer, Browser, Server};

/// A GIF of 1 × 1 pixel, with something to run behind it.
pub(crate) const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\xFF\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B<script>";

async fn upload(browser: &Browser, headers: &[(&str, &str)]) -> Answer {
    let texts = [("alt_text", "A red dot.")];
    browser
        .send_file(Method::POST, "/media", GIF.to_vec(), &texts, headers)
        .await
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers[name].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_upload_is_described_and_its_bytes_are_clean() {
    let server = Server::start();
    let anna = server.member("anna").await;
    let made = upload(&anna, &[]).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(made.body["kind"], "image");
    assert_eq!(made.body["status"], "ready");
    assert_eq!(
        (&made.body["width"], &made.body["height"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(made.body["alt_text"], "A red dot.");

    let address = made.body["variants"]["thumb"].as_str().unwrap();
    let (status, headers, bytes) = anna.bytes(Method::GET, address, &[]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(bytes.starts_with(b"RIFF") && !bytes.windows(6).any(|part| part == b"script"));
    assert_eq!(text(&headers, "content-type"), "image/webp");
    assert_eq!(text(&headers, "x-content-type-options"), "nosniff");
    assert_eq!(text(&headers, "cache-control"), "private, no-cache");
    assert_eq!(text(&headers, "vary"), "cookie");
    assert!(text(&headers, "content-security-policy").contains("sandbox"));
    assert_eq!(
        text(&headers, "cross-origin-resource-policy"),
        "same-origin"
    );
    assert!(!text(&headers, "content-disposition").contains("passwd"));

    let (status, head, none) = anna.bytes(Method::HEAD, address, &[]).await;
    assert_eq!((status, none.len()), (StatusCode::OK, 0));
    assert_eq!(text(&head, "content-length"), bytes.len().to_string());
}

#[tokio::test]
async fn parts_and_known_versions() {
    let server = Server::start();
    let anna = server.member("anna").await;
    let made = upload(&anna, &[]).await;
    let address = made.body["variants"]["thumb"].as_str().unwrap();
    let (_, headers, whole) = anna.bytes(Method::GET, address, &[]).await;
    let tag = text(&headers, "etag");

    let (status, headers, part) = anna
        .bytes(Method::GET, address, &[("Range", "bytes=4-7")])
        .await;
    assert_eq!(
        (status, part.as_slice()),
        (StatusCode::PARTIAL_CONTENT, &whole[4..8])
    );
    assert_eq!(
        text(&headers, "content-range"),
        format!("bytes 4-7/{}", whole.len())
    );
    let beyond = anna
        .bytes(Method::GET, address, &[("Range", "bytes=999999-")])
        .await;
    assert_eq!(beyond.0, StatusCode::RANGE_NOT_SATISFIABLE);
    let other = [("Range", "bytes=4-7"), ("If-Range", "\"other\"")];
    assert_eq!(
        anna.bytes(Method::GET, address, &other).await.0,
        StatusCode::OK
    );

    let known = [("If-None-Match", tag.as_str())];
    assert_eq!(
        anna.bytes(Method::GET, address, &known).await.0,
        StatusCode::NOT_MODIFIED
    );
    let ben = server.member("ben").await;
    assert_eq!(
        ben.bytes(Method::GET, address, &known).await.0,
        StatusCode::NOT_FOUND
    );
    let stranger = server.browser();
    assert_eq!(
        stranger.bytes(Method::GET, address, &known).await.0,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_a_reason() {
    let server = Server::start();
    let anna = server.member("anna").await;
    let bomb = b"GIF89a\xFF\xFF\xFF\xFF\0\0\0\x3B".to_vec();
    for (file, status, code) in [
        (
            b"<svg onload='alert(1)'/>".to_vec(),
            415,
            "unsupported_media_type",
        ),
        (Vec::new(), 415, "unsupported_media_type"),
        (GIF[..30].to_vec(), 422, "corrupt_image"),
        (bomb, 422, "too_many_pixels"),
        (vec![0; 21 << 20], 413, "too_large"),
    ] {
        let answer = anna.send_file(Method::POST, "/media", file, &[], &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
        if status == 422 {
            assert_eq!(answer.refused(), [("file", code)]);
        } else {
            assert_eq!(answer.code(), code);
        }
    }
    let long = [("purpose", "sculpture")];
    let answer = anna
        .send_file(Method::POST, "/media", GIF.to_vec(), &long, &[])
        .await;
    assert!(answer.status.is_client_error());
}

#[tokio::test]
async fn a_repeated_upload_is_one_picture() {
    let server = Server::start();
    let anna = server.member("anna").await;
    let key = [("Idempotency-Key", "try-1")];
    let first = upload(&anna, &key).await;
    let again = upload(&anna, &key).await;
    assert_eq!(
        (again.status, &again.body["id"]),
        (StatusCode::CREATED, &first.body["id"])
    );
    let other = anna
        .send_file(Method::POST, "/media", GIF.to_vec(), &[], &key)
        .await;
    assert_eq!(
        (other.status, other.code()),
        (StatusCode::CONFLICT, "idempotency_mismatch")
    );
}

#[tokio::test]
async fn describing_and_deleting_are_for_the_owner() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let made = upload(&anna, &[]).await;
    let path = format!("/media/{}", made.body["id"].as_str().unwrap());
    let change = Some(json!({"alt_text": "A dot."}));

    for answer in [
        ben.get(&path).await,
        ben.send(Method::PATCH, &path, change.clone(), &[]).await,
        ben.delete(&path).await,
        anna.get("/media/abc").await,
        anna.get(&format!("{path}/original")).await,
    ] {
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::NOT_FOUND, "not_found")
        );
    }
    let changed = anna.send(Method::PATCH, &path, change, &[]).await;
    assert_eq!(changed.body["alt_text"], "A dot.");
    assert_eq!(anna.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(anna.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_picture_is_seen_by_those_who_see_its_post_and_survives_a_crash() {
    let mut server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let mut addresses = Vec::new();
    for audience in ["public", "only_me"] {
        let made = upload(&anna, &[]).await;
        let media = json!([{"id": made.body["id"]}]);
        let body = json!({"content": "Look", "audience": audience, "media": media});
        let post = anna.post("/posts", body.clone()).await;
        assert_eq!(post.status, StatusCode::CREATED, "{}", post.body);
        assert_eq!(
            anna.post("/posts", body).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        addresses.push(made.body["variants"]["thumb"].as_str().unwrap().to_owned());
        let path = format!("/media/{}", made.body["id"].as_str().unwrap());
        assert_eq!(anna.delete(&path).await.code(), "media_in_use");
    }
    server.restart();
    let (anna, ben) = (server.moved(anna), server.moved(ben));
    for (address, ben_sees) in addresses
        .iter()
        .zip([StatusCode::OK, StatusCode::NOT_FOUND])
    {
        assert_eq!(
            anna.bytes(Method::GET, address, &[]).await.0,
            StatusCode::OK
        );
        assert_eq!(ben.bytes(Method::GET, address, &[]).await.0, ben_sees);
    }
}
