//! Pictures and posts to begin with.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::Browser;

/// A small PNG in a colour of its own.
pub(crate) fn png(shade: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(8, 6, image::Rgb([shade, 90, 160]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// Uploads a picture; gives its id.
pub(crate) async fn upload(browser: &Browser, shade: u8) -> String {
    upload_for(browser, "post", shade).await
}

/// Uploads a picture for something else than a post; gives its id.
pub(crate) async fn upload_for(browser: &Browser, purpose: &str, shade: u8) -> String {
    let answer = browser
        .upload(Method::POST, "/media", png(shade), &[("purpose", purpose)])
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body["id"].as_str().unwrap().to_owned()
}

/// Publishes a post and gives it.
pub(crate) async fn publish(browser: &Browser, body: Value) -> Value {
    let answer = browser.post("/posts", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.body
}

/// A post that only says something.
pub(super) async fn said(browser: &Browser, content: &str, audience: &str) -> Value {
    publish(browser, json!({"content": content, "audience": audience})).await
}

/// The path of a post.
pub(super) fn path(post: &Value) -> String {
    format!("/posts/{}", post["id"].as_str().unwrap())
}

pub(super) async fn patch(browser: &Browser, post: &Value, body: Value) -> crate::support::Answer {
    browser
        .send(Method::PATCH, &path(post), Some(body), &[])
        .await
}

/// The status of reading a picture's bytes.
pub(crate) async fn bytes_status(browser: &Browser, picture: &Value) -> StatusCode {
    let url = picture["variants"]["thumb"].as_str().unwrap();
    browser
        .status(Method::GET, url.strip_prefix("/api/v1").unwrap(), None)
        .await
}
