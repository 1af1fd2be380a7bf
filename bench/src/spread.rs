//! How long a post takes to be acknowledged, and to be in the home of the last of its author's followers.

use std::{net::SocketAddr, time::Instant};

use serde_json::Value;

use crate::{
    client::{Client, get},
    measure::Spread,
    say,
    scenario::{ask, log_in, new_post},
};

/// Publishes `posts` posts as `author`, each when the one before has arrived, and prints both times.
pub(crate) async fn run(
    server: SocketAddr,
    author: &str,
    password: &str,
    posts: usize,
) -> Result<(), String> {
    let mut client = Client::connect(server)
        .await
        .map_err(|error| format!("{server}: {error}"))?;
    let writes = log_in(&mut client, author, password).await?;
    let profile = format!("/api/v1/users/@{author}");
    let profile = ask(&mut client, &get(&profile, &writes), 200).await?;
    let followers = number(&profile, "/counts/followers")?;
    let id = text(&profile, "/id")?;
    // Posts are spread in the order in which followers came, and the list begins with who came last.
    let newest_first = format!("/api/v1/users/{id}/followers?limit=1");
    let found = ask(&mut client, &get(&newest_first, &writes), 200).await?;
    let last = text(&found, "/items/0/handle")?;
    let reads = log_in(&mut client, &last, password).await?;
    let home = get("/api/v1/feeds/home?limit=1", &reads);
    let (mut acknowledged, mut arrived) = (Vec::new(), Vec::new());
    for _ in 0..posts {
        let began = Instant::now();
        let post = ask(&mut client, &new_post(&writes), 201).await?;
        acknowledged.push(began.elapsed().as_secs_f64() * 1_000.0);
        let post = text(&post, "/id")?;
        while text(&ask(&mut client, &home, 200).await?, "/items/0/id")
            .ok()
            .as_ref()
            != Some(&post)
        {}
        arrived.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    let told = |spread: Spread| {
        format!(
            "{:.2} ms ({:.2}–{:.2})",
            spread.median, spread.least, spread.most
        )
    };
    say(format!(
        "{author}, {followers} followers, {posts} posts: acknowledged after {}, in the home of {last}, who followed last, after {}",
        told(Spread::of(&acknowledged)),
        told(Spread::of(&arrived)),
    ));
    Ok(())
}

fn text(value: &Value, at: &str) -> Result<String, String> {
    let found = value.pointer(at).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .ok_or_else(|| format!("no {at} in {value}"))
}

fn number(value: &Value, at: &str) -> Result<u64, String> {
    let found = value.pointer(at).and_then(Value::as_u64);
    found.ok_or_else(|| format!("no {at} in {value}"))
}
