//! How long a post takes to be acknowledged, and to be in the home of the last of its author's followers; and what the
//! homes of others cost meanwhile.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    Spread, classes,
    client::{Client, get},
    load::{self, Outcome},
    measure, say,
    scenario::{ask, log_in, published},
};

/// How long others read before anything is published.
const ALONE: Duration = Duration::from_secs(5);

/// Who publishes, and who waits for it.
struct Pair {
    client: Client,
    author: String,
    followers: u64,
    /// The author's cookie.
    writes: String,
    /// The follower who gets a post last.
    last: String,
    /// What that one asks for.
    home: Vec<u8>,
}

/// In milliseconds, one of each for a post.
#[derive(Default)]
struct Times {
    acknowledged: Vec<f64>,
    arrived: Vec<f64>,
}

/// Publishes posts, each when the one before has arrived, and prints both times beside those of the readers.
pub(crate) async fn run(asked: &Spread) -> Result<(), String> {
    let mut pair = Pair::find(asked).await?;
    let homes = classes::usual_homes(asked.kith, &mut pair.client, &asked.password).await?;
    let alone = load::round(&homes, asked.readers, ALONE).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let reading = load::until(&homes, asked.readers, stop.clone());
    let publishing = async {
        let times = pair.publish(asked.posts).await;
        stop.store(true, Ordering::Relaxed);
        times
    };
    let (beside, times) = tokio::join!(reading, publishing);
    let (beside, times) = (beside?, times?);
    say(format!(
        "{}, {} followers, {} posts: acknowledged after {}, in the home of {}, who followed last, after {}",
        pair.author,
        pair.followers,
        asked.posts,
        told(&times.acknowledged),
        pair.last,
        told(&times.arrived),
    ));
    say(format!(
        "home of {} who follow 150: {}; while the posts were spread: {}",
        asked.readers,
        read(&alone),
        read(&beside)
    ));
    Ok(())
}

impl Pair {
    async fn find(asked: &Spread) -> Result<Self, String> {
        let (server, author) = (asked.kith, &asked.author);
        let mut client = Client::connect(server)
            .await
            .map_err(|error| format!("{server}: {error}"))?;
        let writes = log_in(&mut client, author, &asked.password).await?;
        let profile = format!("/api/v1/users/@{author}");
        let profile = ask(&mut client, &get(&profile, &writes), 200).await?;
        let followers = number(&profile, "/counts/followers")?;
        let id = text(&profile, "/id")?;
        // Posts are spread in the order in which followers came, and the list begins with who came last.
        let newest_first = format!("/api/v1/users/{id}/followers?limit=1");
        let found = ask(&mut client, &get(&newest_first, &writes), 200).await?;
        let last = text(&found, "/items/0/handle")?;
        let reads = log_in(&mut client, &last, &asked.password).await?;
        Ok(Self {
            client,
            author: author.clone(),
            followers,
            writes,
            last,
            home: get("/api/v1/feeds/home?limit=1", &reads),
        })
    }

    async fn publish(&mut self, posts: usize) -> Result<Times, String> {
        let mut times = Times::default();
        for _ in 0..posts {
            let began = Instant::now();
            let post = published(&mut self.client, &self.writes).await?;
            times.acknowledged.push(milliseconds(began));
            while self.newest_at_home().await?.as_ref() != Some(&post) {}
            times.arrived.push(milliseconds(began));
        }
        Ok(times)
    }

    async fn newest_at_home(&mut self) -> Result<Option<String>, String> {
        let home = ask(&mut self.client, &self.home, 200).await?;
        Ok(text(&home, "/items/0/id").ok())
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

fn told(times: &[f64]) -> String {
    let spread = measure::Spread::of(times);
    format!(
        "{:.2} ms ({:.2}–{:.2})",
        spread.median, spread.least, spread.most
    )
}

fn read(outcome: &Outcome) -> String {
    format!(
        "{:.0}/s, p50 {:.2} ms, p99 {:.2} ms, {} errors",
        outcome.per_second, outcome.p50_ms, outcome.p99_ms, outcome.errors
    )
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
