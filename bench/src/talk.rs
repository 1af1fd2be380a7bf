//! What is said about a post.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::{
    client::{Client, get, post},
    scenario::{Scenario, ask, items_in, published},
};

/// How many comments there are on the post that is read; every third one answers the one before it.
const COMMENTS: usize = 500;
/// Comments of a page.
const PAGE: usize = 50;

/// Has the members publish comments, as anybody does, and looks at the first page of them.
pub(crate) async fn prepare(
    server: SocketAddr,
    client: &mut Client,
    cookies: &[String],
) -> Result<Vec<Scenario>, String> {
    let author = cookies.first().ok_or("nobody comments")?;
    let read = published(client, author).await?;
    let mut last = Value::Null;
    for (number, cookie) in (0..COMMENTS).zip(cookies.iter().cycle()) {
        let parent = if number % 3 == 2 {
            last.clone()
        } else {
            Value::Null
        };
        let comment = new_comment(&read, &parent, cookie);
        let made = ask(client, &comment, 201).await?;
        last = made.get("id").cloned().unwrap_or_default();
    }
    let page = format!("/api/v1/posts/{read}/comments?limit={PAGE}");
    for cookie in cookies {
        let found = items_in(&ask(client, &get(&page, cookie), 200).await?)?;
        if found != PAGE {
            return Err(format!("{page} has {found} comments"));
        }
    }
    let mut written = Vec::new();
    for cookie in cookies {
        let on = published(client, cookie).await?;
        written.push(new_comment(&on, &Value::Null, cookie));
    }
    let reading = cookies.iter().map(|cookie| get(&page, cookie)).collect();
    let scenario = |id, what, each, expected| Scenario::of(server, (id, what), each, expected);
    Ok(vec![
        scenario("C1", "50 comments of a post with 500", reading, 200),
        scenario("C2", "comment on a post", written, 201),
    ])
}

fn new_comment(on: &str, parent: &Value, cookie: &str) -> Vec<u8> {
    let text =
        "The trumpet has found its second note, and the whole street has come to the windows.";
    let form = json!({ "content": text, "parent_id": parent });
    post(
        &format!("/api/v1/posts/{on}/comments"),
        cookie,
        &form.to_string(),
    )
}
