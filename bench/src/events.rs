//! An event that very many answer, and what one has before one.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::{
    client::{Client, get, put},
    groups::{Has, Largest, list},
    scenario::{Scenario, ask, log_in, member},
};

/// Members who answer.
const WRITERS: usize = 100;
/// Neighbours in this order differ, so that each request changes what its member had said before.
const ANSWERS: [&str; 3] = ["maybe", "not_going", "going"];

/// Reading the event that most answered, and answering it.
pub(crate) async fn prepare(
    server: SocketAddr,
    client: &mut Client,
    largest: &Largest,
    password: &str,
) -> Result<Vec<Scenario>, String> {
    let readers = largest.readers.as_slice();
    let reader = readers.first().map(String::as_str).unwrap_or_default();
    let path = format!("/api/v1/groups/{}/events?limit=100", largest.id);
    let planned = ask(client, &get(&path, reader), 200).await?;
    let Some(event) = most_answered(&planned) else {
        return Ok(Vec::new());
    };
    let path = format!("/api/v1/events/{event}");
    let shown = ask(client, &get(&path, reader), 200).await?;
    if going(&shown) == 0 {
        return Err(format!("nobody goes to the event: {shown}"));
    }
    let people = format!("{path}/participants?limit=20");
    let mut scenarios = vec![Scenario::of(
        server,
        ("E1", "an event that very many answered"),
        readers.iter().map(|reader| get(&path, reader)).collect(),
        200,
    )];
    let by_handle = format!("{people}&q=member_{}", largest.members / 2);
    let mine = "/api/v1/me/events?limit=20&upcoming=true".to_owned();
    for (id, what, path, readers, has) in [
        (
            "E2",
            "20 who answered it",
            people.clone(),
            readers,
            Has::Page,
        ),
        (
            "E2q",
            "who answered it by a usual name",
            format!("{people}&q=an"),
            readers,
            Has::Page,
        ),
        (
            "E2r",
            "who answered it by a handle",
            by_handle,
            readers,
            Has::Some,
        ),
        (
            "E4",
            "my events, in hundreds of groups",
            mine,
            &largest.joiners,
            Has::Page,
        ),
    ] {
        scenarios.push(list(server, client, (id, what), &path, (readers, has)).await?);
    }
    scenarios.push(answering(server, client, &event, password).await?);
    Ok(scenarios)
}

/// Lets everybody answer once and looks at the count.
async fn answering(
    server: SocketAddr,
    client: &mut Client,
    event: &str,
    password: &str,
) -> Result<Scenario, String> {
    let mut cookies = Vec::new();
    let mut counted = Vec::new();
    for number in 1..=WRITERS {
        let cookie = log_in(client, &member(number), password).await?;
        ask(client, &answer(event, &cookie, "maybe"), 200).await?;
        let shown = ask(client, &answer(event, &cookie, "going"), 200).await?;
        counted.push(going(&shown));
        cookies.push(cookie);
    }
    if counted.last() < counted.first() {
        return Err(format!(
            "{WRITERS} said that they come, counted {counted:?}"
        ));
    }
    let each = ANSWERS
        .iter()
        .flat_map(|said| cookies.iter().map(|cookie| answer(event, cookie, said)))
        .collect();
    let name = ("E3", "answer it as one of 100");
    Ok(Scenario::of(server, name, each, 200))
}

fn answer(event: &str, cookie: &str, said: &str) -> Vec<u8> {
    let path = format!("/api/v1/events/{event}/response");
    put(&path, cookie, &json!({ "response": said }).to_string())
}

fn most_answered(events: &Value) -> Option<String> {
    let events = events.get("items")?.as_array()?;
    let event = events.iter().max_by_key(|event| going(event))?;
    event.get("id")?.as_str().map(str::to_owned)
}

fn going(event: &Value) -> u64 {
    let going = event.pointer("/counts/going");
    going.and_then(Value::as_u64).unwrap_or_default()
}
