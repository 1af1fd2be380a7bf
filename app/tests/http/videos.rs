//! Videos, from outside.

use std::process::{Command, Stdio};

use reqwest::{Method, StatusCode, header::HeaderMap};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Server, eventually};

/// A film of two seconds with a tone, as `format`; `arguments` are for ffmpeg.
fn film(format: &str, arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("film");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-y"])
        .args([
            "-f",
            "lavfi",
            "-i",
            "testsrc=size=320x240:rate=10:duration=2",
        ])
        .args(["-f", "lavfi", "-i", "sine=duration=2"])
        .args(arguments)
        .args(["-f", format])
        .arg(&path)
        .stdin(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
    std::fs::read(path).unwrap()
}

fn mp4() -> Vec<u8> {
    film(
        "mp4",
        &[
            "-c:v",
            "libx264",
            "-pix_fmt",
            "yuv420p",
            "-metadata",
            "location=+48.8584+002.2945/",
        ],
    )
}

async fn upload(browser: &Browser, file: Vec<u8>) -> Answer {
    browser
        .send_file(Method::POST, "/media", file, &[], &[])
        .await
}

async fn settled(browser: &Browser, id: &str) -> Value {
    eventually(|| async {
        let media = browser.get(&format!("/media/{id}")).await.body;
        (media["status"] != "processing").then_some(media)
    })
    .await
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers[name].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_video_is_there_at_once_and_plays_a_little_later() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let made = upload(&anna, mp4()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    assert_eq!(
        (&made.body["kind"], &made.body["status"]),
        (&json!("video"), &json!("processing"))
    );
    assert_eq!(
        (&made.body["width"], &made.body["height"]),
        (&json!(320), &json!(240))
    );
    assert_eq!(made.body["duration"], json!(2.0));
    assert!(made.body["progress"].is_number() && made.body["failure"].is_null());
    let poster = made.body["variants"]["thumb"].as_str().unwrap();
    let (status, headers, _) = anna.bytes(Method::GET, poster, &[]).await;
    assert_eq!(
        (status, text(&headers, "content-type").as_str()),
        (StatusCode::OK, "image/webp")
    );

    let id = made.body["id"].as_str().unwrap();
    let body = json!({"content": "Look", "audience": "public", "media": [{"id": id}]});
    let post = anna.post("/posts", body).await;
    assert_eq!(post.status, StatusCode::CREATED, "{}", post.body);
    let ready = settled(&ben, id).await;
    assert_eq!(
        (&ready["status"], &ready["progress"]),
        (&json!("ready"), &json!(null))
    );
    let shown = ben
        .get(&format!("/posts/{}", post.body["id"].as_str().unwrap()))
        .await;
    let address = shown.body["media"][0]["variants"]["video"]
        .as_str()
        .unwrap();

    let (status, headers, whole) = ben.bytes(Method::GET, address, &[]).await;
    assert_eq!(
        (status, text(&headers, "content-type").as_str()),
        (StatusCode::OK, "video/mp4")
    );
    assert_eq!(text(&headers, "accept-ranges"), "bytes");
    assert!(text(&headers, "content-disposition").ends_with(".mp4\""));
    assert!(
        !whole.windows(8).any(|part| part == b"+48.8584"),
        "where it was taken is gone"
    );
    let tag = text(&headers, "etag");
    let (status, headers, part) = ben
        .bytes(
            Method::GET,
            address,
            &[("Range", "bytes=1000-"), ("If-Range", &tag)],
        )
        .await;
    assert_eq!(
        (status, part.as_slice()),
        (StatusCode::PARTIAL_CONTENT, &whole[1000..])
    );
    assert_eq!(text(&headers, "content-type"), "video/mp4");
    assert_eq!(
        text(&headers, "content-range"),
        format!("bytes 1000-{}/{}", whole.len() - 1, whole.len())
    );
    let beyond = ben
        .bytes(Method::GET, address, &[("Range", "bytes=9999999-")])
        .await;
    assert_eq!(beyond.0, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(
        ben.bytes(Method::GET, address, &[("If-None-Match", &tag)])
            .await
            .0,
        StatusCode::NOT_MODIFIED
    );
    let original = format!("/api/v1/media/{id}/original");
    assert_eq!(
        anna.bytes(Method::GET, &original, &[]).await.0,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_video_is_for_those_who_see_its_post() {
    let server = Server::start();
    let (anna, ben) = (server.member("anna").await, server.member("ben").await);
    let made = upload(&anna, mp4()).await;
    let id = made.body["id"].as_str().unwrap();
    let body = json!({"content": "", "audience": "only_me", "media": [{"id": id}]});
    assert_eq!(anna.post("/posts", body).await.status, StatusCode::CREATED);
    let ready = settled(&anna, id).await;
    for (name, address) in ready["variants"].as_object().unwrap() {
        let address = address.as_str().unwrap();
        assert_eq!(
            ben.bytes(Method::GET, address, &[]).await.0,
            StatusCode::NOT_FOUND,
            "{name}"
        );
        assert_eq!(
            anna.bytes(Method::GET, address, &[]).await.0,
            StatusCode::OK,
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_video_that_was_being_worked_on_when_the_server_died_is_finished() {
    let mut server = Server::start();
    let anna = server.member("anna").await;
    let slow = film("mov", &["-c:v", "mpeg4", "-pix_fmt", "yuv420p"]);
    let made = upload(&anna, slow).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    server.kill();
    server.restart();
    let anna = server.moved(anna);
    let ready = settled(&anna, made.body["id"].as_str().unwrap()).await;
    assert_eq!(ready["status"], "ready");
}

#[tokio::test]
async fn what_is_no_video_is_refused_with_a_reason_and_leaves_nothing() {
    let server = Server::start();
    let anna = server.member("anna").await;
    let whole = mp4();
    let playlist = b"#EXTM3U\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
    let disguised = [b"\0\0\0\x14ftypisom\0\0\x02\0isom".as_slice(), playlist].concat();
    for (file, status, code) in [
        (whole[..whole.len() / 2].to_vec(), 422, "corrupt_video"),
        (disguised, 422, "corrupt_video"),
        (playlist.to_vec(), 415, "unsupported_media_type"),
        (
            film("matroska", &["-c:v", "libx264"]),
            415,
            "unsupported_media_type",
        ),
        (film("mp4", &["-vn"]), 415, "unsupported_media_type"),
    ] {
        let answer = upload(&anna, file).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
        if status == 422 {
            assert_eq!(answer.refused(), [("file", code)]);
        } else {
            assert_eq!(answer.code(), code);
        }
    }
    let avatar = anna
        .send_file(Method::POST, "/media", whole, &[("purpose", "avatar")], &[])
        .await;
    assert_eq!(avatar.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(anna.get("/me/uploads").await.body["total_count"], 0);
    assert_eq!(server.files("media"), 1, "the mark of its database alone");
    assert_eq!(server.files("scratch"), 0);
}

#[tokio::test]
async fn a_repeated_upload_is_one_video() {
    let server = Server::start();
    let anna = server.member("anna").await;
    let film = mp4();
    let key = [("Idempotency-Key", "try-1")];
    let send = async |file: &[u8]| {
        anna.send_file(Method::POST, "/media", file.to_vec(), &[], &key)
            .await
    };
    let first = send(&film).await;
    let again = send(&film).await;
    assert_eq!(
        (again.status, &again.body["id"]),
        (StatusCode::CREATED, &first.body["id"])
    );
    let mut other = film.clone();
    *other.last_mut().unwrap() ^= 1;
    let other = send(&other).await;
    assert_eq!(
        (other.status, other.code()),
        (StatusCode::CONFLICT, "idempotency_mismatch")
    );
}

#[tokio::test]
async fn where_videos_cannot_be_worked_on_the_site_says_so() {
    let server = Server::start();
    let site = server.browser().get("/site").await;
    assert_eq!(
        site.body["videos"],
        json!({"max_bytes": 200 << 20, "max_duration": 600})
    );

    let server = Server::start_set(&[("KITH_MEDIA__FFMPEG", "/nowhere/ffmpeg")]);
    let anna = server.member("anna").await;
    assert_eq!(anna.get("/site").await.body["videos"], json!(null));
    let answer = upload(&anna, mp4()).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::SERVICE_UNAVAILABLE, "video_unavailable")
    );
    assert_eq!(server.files("media"), 1);
}

#[tokio::test]
async fn settings_bound_videos() {
    let server = Server::start_set(&[
        ("KITH_MEDIA__MAX_VIDEO", "10 KiB"),
        ("KITH_MEDIA__MAX_VIDEO_LENGTH", "1s"),
    ]);
    let anna = server.member("anna").await;
    let small = film(
        "mp4",
        &["-an", "-c:v", "libx264", "-crf", "51", "-vf", "scale=32:32"],
    );
    assert!(small.len() < 10 << 10, "{}", small.len());
    let long = upload(&anna, small).await;
    assert_eq!(long.refused(), [("file", "too_long")]);
    assert!(long.body.to_string().contains("1 second "), "{}", long.body);
    let large = upload(&anna, mp4()).await;
    assert_eq!(
        (large.status, large.code()),
        (StatusCode::PAYLOAD_TOO_LARGE, "too_large")
    );
}
