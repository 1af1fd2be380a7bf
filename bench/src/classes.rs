//! Home for readers of every kind, and deep in it.

use std::{net::SocketAddr, sync::Arc};

use serde_json::Value;

use crate::{
    client::{Client, get},
    load::Requests,
    scenario::{Scenario, ask, items_in, log_in},
};

/// Readers of a class in a seeded crowd.
const READERS: usize = 8;
/// How many pages lie above the deep one.
const DEEP: usize = 100;
const HOME: &str = "/api/v1/feeds/home?limit=20";

/// The class of most readers.
const USUAL: &str = "typical";
/// A class of readers: the scenario's name, what is asked, the first part of their handles, and how many posts the
/// first page has.
const CLASSES: [(&str, &str, &str, usize); 5] = [
    ("F1", "home of one who follows 150", USUAL, 20),
    ("F3b", "home of one who follows 2 000", "broad", 20),
    ("F3h", "home of one who follows 3 000", "heavy", 20),
    ("F3d", "home of one who follows 150 silent", "dormant", 0),
    ("F3n", "home of one who follows nobody", "new", 20),
];

/// Logs the readers in and looks at their first pages. Nothing to measure in a crowd too small to have them.
pub(crate) async fn prepare(
    server: SocketAddr,
    client: &mut Client,
    password: &str,
) -> Result<Vec<Scenario>, String> {
    let mut scenarios = Vec::new();
    let mut deep = Vec::new();
    for (id, what, class, posts) in CLASSES {
        let mut each = Vec::new();
        for number in 1..=READERS {
            let logged_in = log_in(client, &reader(class, number), password).await;
            if logged_in.is_err() && scenarios.is_empty() {
                return Ok(Vec::new());
            }
            let cookie = logged_in?;
            let found = items_in(&ask(client, &get(HOME, &cookie), 200).await?)?;
            if found != posts {
                return Err(format!("home of {class}_{number} has {found} posts"));
            }
            if class == USUAL {
                deep.push(get(&deep_page(client, &cookie).await?, &cookie));
            }
            each.push(get(HOME, &cookie));
        }
        scenarios.push(scenario(server, id, what, each));
    }
    let what = "home of one who follows 150, page 100";
    scenarios.push(scenario(server, "F4", what, deep));
    Ok(scenarios)
}

/// What the usual readers ask for.
pub(crate) async fn usual_homes(
    server: SocketAddr,
    client: &mut Client,
    password: &str,
) -> Result<Requests, String> {
    let mut each = Vec::new();
    for number in 1..=READERS {
        let cookie = log_in(client, &reader(USUAL, number), password).await?;
        each.push(get(HOME, &cookie));
    }
    Ok(requests(server, each))
}

/// The handle of a reader.
fn reader(class: &str, number: usize) -> String {
    format!("{class}_{number}")
}

fn requests(server: SocketAddr, each: Vec<Vec<u8>>) -> Requests {
    Requests {
        server,
        each: Arc::new(each),
        expected: 200,
    }
}

fn scenario(
    server: SocketAddr,
    id: &'static str,
    what: &'static str,
    each: Vec<Vec<u8>>,
) -> Scenario {
    Scenario {
        id,
        what,
        requests: requests(server, each),
    }
}

/// The address of the page so deep in a reader's home.
async fn deep_page(client: &mut Client, cookie: &str) -> Result<String, String> {
    let mut path = HOME.to_owned();
    for page in 1..DEEP {
        let answer = ask(client, &get(&path, cookie), 200).await?;
        let cursor = answer.get("next_cursor").and_then(Value::as_str);
        let cursor = cursor.ok_or_else(|| format!("home ends with page {page}"))?;
        path = format!("{HOME}&cursor={cursor}");
    }
    Ok(path)
}
