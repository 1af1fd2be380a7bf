//! A hundred members react to one post.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::{
    client::{Client, put},
    scenario::{Scenario, ask, log_in, member, published},
};

/// Members who react.
const WRITERS: usize = 100;
/// Neighbours in this order differ, so that each request changes what its member had said before.
const KINDS: [&str; 7] = ["like", "love", "care", "haha", "wow", "sad", "angry"];

/// Publishes a post, lets everybody react to it once and looks at the number.
pub(crate) async fn prepare(
    server: SocketAddr,
    client: &mut Client,
    password: &str,
) -> Result<Scenario, String> {
    let mut cookies = Vec::new();
    for number in 1..=WRITERS {
        cookies.push(log_in(client, &member(number), password).await?);
    }
    let author = cookies.first().map(String::as_str).unwrap_or_default();
    let post = published(client, author).await?;
    let mut total = Value::Null;
    for cookie in &cookies {
        total = ask(client, &reaction(&post, cookie, "angry"), 200).await?;
    }
    if total.get("total") != Some(&Value::from(WRITERS)) {
        return Err(format!("{WRITERS} members reacted, the post says {total}"));
    }
    let each = KINDS
        .iter()
        .flat_map(|kind| cookies.iter().map(|cookie| reaction(&post, cookie, kind)))
        .collect();
    let name = ("R1", "react to a post as one of 100");
    Ok(Scenario::of(server, name, each, 200))
}

fn reaction(post: &str, cookie: &str, kind: &str) -> Vec<u8> {
    let path = format!("/api/v1/posts/{post}/reaction");
    put(&path, cookie, &json!({ "kind": kind }).to_string())
}
