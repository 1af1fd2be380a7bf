//! What is measured.

use std::{net::SocketAddr, ops::RangeInclusive, sync::Arc};

use serde_json::{Value, json};

use crate::{
    classes,
    client::{Answer, Client, get, post},
    events, for_you, groups,
    load::Requests,
    reactions, talk,
};

/// Members whose pages are asked for: of a seeded crowd the first write most.
const MEMBERS: usize = 200;
/// Members who ask.
const READERS: usize = 8;
/// How many followers the usual writer has.
const FOLLOWERS: RangeInclusive<u64> = 50..=60;
/// Posts of a page.
const PAGE: usize = 20;

/// Something to ask for, under the name it has in `targets.toml`.
pub(crate) struct Scenario {
    pub(crate) id: &'static str,
    pub(crate) what: &'static str,
    pub(crate) requests: Requests,
}

impl Scenario {
    /// Each of these requests in turn, answered with `expected`.
    pub(crate) fn of(
        server: SocketAddr,
        (id, what): (&'static str, &'static str),
        each: Vec<Vec<u8>>,
        expected: u16,
    ) -> Self {
        Self {
            id,
            what,
            requests: Requests {
                server,
                each: Arc::new(each),
                expected,
            },
        }
    }
}

/// Logs members in, looks at one answer of each scenario, and gives what was found right.
pub(crate) async fn prepare(server: SocketAddr, password: &str) -> Result<Vec<Scenario>, String> {
    let mut client = Client::connect(server)
        .await
        .map_err(|error| format!("{server}: {error}"))?;
    let mut cookies = Vec::new();
    for reader in 1..=READERS {
        cookies.push(log_in(&mut client, &member(reader), password).await?);
    }
    let reader = cookies.first().map(String::as_str).unwrap_or_default();
    let walls = full_walls(&mut client, &cookies).await?;
    let writers = usual_writers(&mut client, reader, password).await?;
    let home = "/api/v1/feeds/home?limit=20";
    let found = items_in(&ask(&mut client, &get(home, reader), 200).await?)?;
    if found != PAGE {
        return Err(format!("{home} has {found} posts"));
    }
    let own = ask(&mut client, &get("/api/v1/auth/session", reader), 200).await?;
    if own.pointer("/user/handle") != Some(&Value::from("member_1")) {
        return Err(format!("/auth/session is not member_1's: {own}"));
    }
    let (search, suggestions) = (
        "/api/v1/search?q=an&limit=20",
        "/api/v1/users/suggestions?limit=20",
    );
    for list in [search, suggestions] {
        let found = items_in(&ask(&mut client, &get(list, reader), 200).await?)?;
        if found != PAGE {
            return Err(format!("{list} has {found} people"));
        }
    }
    let of_readers =
        |request: &dyn Fn(&str) -> Vec<u8>| cookies.iter().map(|c| request(c)).collect();
    let log_ins = (1..=READERS)
        .map(|reader| log_in_request(&member(reader), password))
        .collect();
    let scenario = |id, what, each, expected| Scenario::of(server, (id, what), each, expected);
    let mut scenarios = vec![
        scenario(
            "A1",
            "who is logged in",
            of_readers(&|c| get("/api/v1/auth/session", c)),
            200,
        ),
        scenario("W1", "20 posts of a profile", walls, 200),
        scenario(
            "F3m",
            "home of the most followed",
            of_readers(&|c| get(home, c)),
            200,
        ),
        scenario(
            "S1",
            "search for people",
            of_readers(&|c| get(search, c)),
            200,
        ),
        scenario(
            "S2",
            "20 suggestions",
            of_readers(&|c| get(suggestions, c)),
            200,
        ),
        scenario("L1", "log in", log_ins, 200),
        scenario(
            "P1",
            "create a post, some 55 followers",
            writers.iter().map(|cookie| new_post(cookie)).collect(),
            201,
        ),
        scenario(
            "P2",
            "create a post, most followers",
            of_readers(&new_post),
            201,
        ),
    ];
    scenarios.push(reactions::prepare(server, &mut client, password).await?);
    scenarios.extend(talk::prepare(server, &mut client, &cookies).await?);
    scenarios.extend(classes::prepare(server, &mut client, password).await?);
    scenarios.extend(for_you::prepare(server, &mut client, password).await?);
    if let Some(largest) = groups::Largest::find(&mut client, &cookies, password).await? {
        scenarios.extend(groups::prepare(server, &mut client, &largest, password).await?);
        scenarios.extend(events::prepare(server, &mut client, &largest, password).await?);
    }
    Ok(scenarios)
}

/// The anchor.
pub(crate) fn hello(server: SocketAddr) -> Scenario {
    let each = vec![get("/", "")];
    Scenario::of(server, ("hello", "a plain route"), each, 200)
}

/// The handle of a seeded member.
pub(crate) fn member(number: usize) -> String {
    format!("member_{number}")
}

fn log_in_request(handle: &str, password: &str) -> Vec<u8> {
    let form = json!({ "login": handle, "password": password });
    post("/api/v1/auth/login", "", &form.to_string())
}

fn new_post(cookie: &str) -> Vec<u8> {
    let text = "The kettle is on, the window is open, and somebody two streets away is learning the trumpet.";
    let form = json!({ "content": text, "audience": "public" });
    post("/api/v1/posts", cookie, &form.to_string())
}

/// The id of a new post.
pub(crate) async fn published(client: &mut Client, cookie: &str) -> Result<String, String> {
    let made = ask(client, &new_post(cookie), 201).await?;
    let id = made.get("id").and_then(Value::as_str);
    id.map(str::to_owned)
        .ok_or_else(|| format!("a post without an id: {made}"))
}

pub(crate) async fn log_in(
    client: &mut Client,
    handle: &str,
    password: &str,
) -> Result<String, String> {
    let request = log_in_request(handle, password);
    let answer = client
        .ask(&request)
        .await
        .map_err(|error| error.to_string())?;
    let cookie = answer.cookie().filter(|_| answer.status == 200);
    cookie
        .map(str::to_owned)
        .ok_or_else(|| format!("{handle} cannot log in: {}", answer.status))
}

/// Requests for the pages of members who have a whole page of posts for the one who asks; others measure less work.
async fn full_walls(client: &mut Client, cookies: &[String]) -> Result<Vec<Vec<u8>>, String> {
    let mut walls = Vec::new();
    for (member, cookie) in (1..=MEMBERS).zip(cookies.iter().cycle()) {
        let wall = get(
            &format!("/api/v1/users/@member_{member}/posts?limit=20"),
            cookie,
        );
        let answer = client.ask(&wall).await.map_err(|error| error.to_string())?;
        if answer.status == 200 && items_in(&parsed(&answer)?)? == PAGE {
            walls.push(wall);
        }
    }
    if walls.len() < READERS {
        return Err(format!("only {} profiles have {PAGE} posts", walls.len()));
    }
    Ok(walls)
}

/// Members with about as many followers as somebody who writes has.
async fn usual_writers(
    client: &mut Client,
    reader: &str,
    password: &str,
) -> Result<Vec<String>, String> {
    let mut writers = Vec::new();
    for number in READERS + 1.. {
        let handle = member(number);
        let profile = format!("/api/v1/users/@{handle}");
        let answer = ask(client, &get(&profile, reader), 200).await?;
        let followers = answer.pointer("/counts/followers").and_then(Value::as_u64);
        if followers.is_some_and(|followers| FOLLOWERS.contains(&followers)) {
            writers.push(log_in(client, &handle, password).await?);
        }
        if writers.len() == READERS {
            break;
        }
    }
    Ok(writers)
}

pub(crate) async fn ask(
    client: &mut Client,
    request: &[u8],
    expected: u16,
) -> Result<Value, String> {
    let answer = client
        .ask(request)
        .await
        .map_err(|error| error.to_string())?;
    if answer.status != expected {
        let line = String::from_utf8_lossy(request);
        return Err(format!(
            "{} for {}",
            answer.status,
            line.lines().next().unwrap_or_default()
        ));
    }
    parsed(&answer)
}

fn parsed(answer: &Answer<'_>) -> Result<Value, String> {
    serde_json::from_slice(answer.body).map_err(|error| format!("an answer is no JSON: {error}"))
}

pub(crate) fn items_in(page: &Value) -> Result<usize, String> {
    let items = page.get("items").and_then(Value::as_array);
    items
        .map(Vec::len)
        .ok_or_else(|| "a page without items".to_owned())
}
