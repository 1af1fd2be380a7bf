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

/// A class of readers: the scenario's name, what is asked, the first part of their handles, and how many posts the
/// first page has.
const CLASSES: [(&str, &str, &str, usize); 4] = [
    ("F3t", "home of one who follows 150", "typical", 20),
    ("F3h", "home of one who follows thousands", "heavy", 20),
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
            let Ok(cookie) = log_in(client, &format!("{class}_{number}"), password).await else {
                return Ok(Vec::new());
            };
            let found = items_in(&ask(client, &get(HOME, &cookie), 200).await?)?;
            if found != posts {
                return Err(format!("home of {class}_{number} has {found} posts"));
            }
            if class == "typical" {
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

fn scenario(
    server: SocketAddr,
    id: &'static str,
    what: &'static str,
    each: Vec<Vec<u8>>,
) -> Scenario {
    Scenario {
        id,
        what,
        requests: Requests {
            server,
            each: Arc::new(each),
            expected: 200,
        },
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
