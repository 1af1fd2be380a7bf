//! Calendars, read by another program than the one that writes them.

use ical::{IcalParser, parser::ical::component::IcalEvent};
use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{choir, edit, path, planned, say, soon};
use crate::support::{Browser, Server};

/// What is read at an address: nothing of it but the status when it is no calendar.
struct Read {
    status: StatusCode,
    tag: String,
    text: String,
}

async fn read(browser: &Browser, path: &str, tag: Option<&str>) -> Read {
    let known: Vec<(&str, &str)> = tag.map(|tag| ("If-None-Match", tag)).into_iter().collect();
    let address = format!("/api/v1{path}");
    let (status, headers, bytes) = browser.bytes(Method::GET, &address, &known).await;
    let header = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    if status == StatusCode::OK {
        assert_eq!(header("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(header("cache-control"), "private, no-cache");
    }
    Read {
        status,
        tag: header("etag"),
        text: String::from_utf8(bytes).unwrap(),
    }
}

/// The events of a calendar that is as RFC 5545 wants it.
fn events(text: &str) -> Vec<IcalEvent> {
    for line in text.split_inclusive("\r\n") {
        assert!(
            line.ends_with("\r\n") && !line.trim_end().contains(['\r', '\n']),
            "{line:?}"
        );
        assert!(line.len() <= 77, "longer than 75 octets: {line:?}");
    }
    let calendars: Vec<_> = IcalParser::new(text.as_bytes()).collect();
    assert_eq!(calendars.len(), 1);
    let calendar = calendars.into_iter().next().unwrap().unwrap();
    let head = |name: &str| {
        let found = calendar
            .properties
            .iter()
            .find(|property| property.name == name);
        found.and_then(|property| property.value.clone()).unwrap()
    };
    assert_eq!(
        (head("VERSION"), head("METHOD")),
        ("2.0".to_owned(), "PUBLISH".to_owned())
    );
    assert!(head("PRODID").contains("Kith"));
    calendar.events
}

/// The value of a property, which occurs once, as it was meant: RFC 5545, 3.3.11.
fn value(event: &IcalEvent, name: &str) -> String {
    let mut found = event
        .properties
        .iter()
        .filter(|property| property.name == name);
    let raw = found
        .next()
        .unwrap_or_else(|| panic!("no {name}"))
        .value
        .clone()
        .unwrap();
    assert!(found.next().is_none(), "{name} twice");
    let mut meant = String::new();
    let mut marks = raw.chars();
    while let Some(mark) = marks.next() {
        match mark {
            '\\' => match marks.next().unwrap() {
                'n' | 'N' => meant.push('\n'),
                escaped @ ('\\' | ';' | ',') => meant.push(escaped),
                other => panic!("\\{other}"),
            },
            ';' | ',' => panic!("{name} has a bare {mark}: {raw}"),
            mark => meant.push(mark),
        }
    }
    meant
}

fn has(event: &IcalEvent, name: &str) -> bool {
    event
        .properties
        .iter()
        .any(|property| property.name == name)
}

/// The moment of an answer as calendars write it.
fn compact(moment: &serde_json::Value) -> String {
    let text = moment.as_str().unwrap().replace(['-', ':'], "");
    text.replace(".000Z", "Z")
}

#[tokio::test]
async fn an_event_is_read_as_it_was_meant() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let group = choir(&[&ada]).await;
    let title = "Rehearsal; with \u{1F3B6}, \\ and \"quotes\": 1, 2";
    let description = format!(
        "First line,\nsecond; line\n{}",
        "Lärm \u{1F941} ".repeat(60)
    );
    let besides = json!({"title": title, "description": description, "place": "Pier 7; hall B, left",
        "ends_at": soon(31), "time_zone": "America/New_York"});
    let event = planned(&ada, &group, besides).await;
    let url = path(&event, "/calendar.ics");
    let first = read(&ada, &url, None).await;
    let read_events = events(&first.text);
    let [entry] = &read_events[..] else {
        panic!("{}", first.text)
    };
    assert_eq!(value(entry, "SUMMARY"), title);
    let text = value(entry, "DESCRIPTION");
    assert!(text.starts_with(description.trim_end()), "{text}");
    assert!(text.contains("Harbour choir"));
    assert_eq!(value(entry, "LOCATION"), "Pier 7; hall B, left");
    assert_eq!(value(entry, "DTSTART"), compact(&event["starts_at"]));
    assert_eq!(value(entry, "DTEND"), compact(&event["ends_at"]));
    assert_eq!(value(entry, "SEQUENCE"), "0");
    assert_eq!(value(entry, "STATUS"), "CONFIRMED");
    assert!(value(entry, "URL").ends_with(&path(&event, "")));
    assert_eq!(value(entry, "DTSTAMP"), value(entry, "LAST-MODIFIED"));
    let uid = value(entry, "UID");
    let number = event["id"].as_str().unwrap();
    assert_eq!(uid, format!("event-{number}@events.kith"));

    let same = read(&ada, &url, Some(&first.tag)).await;
    assert_eq!((same.status.as_u16(), same.tag), (304, first.tag.clone()));
    let change = json!({"ends_at": null, "place": null, "title": "Concert"});
    edit(&ada, &event, change).await;
    let changed = read(&ada, &url, Some(&first.tag)).await;
    let entry = &events(&changed.text)[0];
    assert_eq!(
        (value(entry, "UID"), value(entry, "SEQUENCE")),
        (uid.clone(), "1".to_owned())
    );
    assert!(!has(entry, "DTEND") && !has(entry, "LOCATION"));
    ada.delete(&path(&event, "")).await;
    let entry = &events(&read(&ada, &url, None).await.text)[0];
    assert_eq!(
        (value(entry, "UID"), value(entry, "SEQUENCE")),
        (uid, "2".to_owned())
    );
    assert_eq!(value(entry, "STATUS"), "CANCELLED");
}

/// The private address of somebody's calendar, without the site.
async fn address(browser: &Browser) -> String {
    let feed = browser.get("/me/calendar-feed").await;
    assert_eq!(feed.status, 200, "{}", feed.body);
    let url = feed.body["url"].as_str().unwrap();
    let (_, path) = url.split_once("/api/v1").unwrap();
    assert!(path.len() > 50, "as long as nobody guesses: {path}");
    path.to_owned()
}

#[tokio::test]
async fn a_calendar_program_reads_ones_events_without_log_in_until_the_address_is_revoked() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let group = choir(&[&ada, &ben]).await;
    let coming = planned(
        &ada,
        &group,
        json!({"title": "Concert", "starts_at": soon(9)}),
    )
    .await;
    let declined = planned(&ada, &group, json!({"title": "Meeting"})).await;
    let open = planned(
        &ada,
        &group,
        json!({"title": "Party", "starts_at": soon(12)}),
    )
    .await;
    say(&ben, &coming, "going").await;
    say(&ben, &declined, "not_going").await;
    let program = server.browser();
    let feed = address(&ben).await;
    assert_eq!(address(&ben).await, feed);
    let first = read(&program, &feed, None).await;
    let seen: Vec<(String, String)> = events(&first.text)
        .iter()
        .map(|event| (value(event, "SUMMARY"), value(event, "TRANSP")))
        .collect();
    let expected = [("Concert", "OPAQUE"), ("Party", "TRANSPARENT")];
    assert!(
        seen.iter()
            .map(|(title, taken)| (title.as_str(), taken.as_str()))
            .eq(expected),
        "{seen:?}"
    );
    let same = read(&program, &feed, Some(&first.tag)).await;
    assert_eq!((same.status.as_u16(), same.text.as_str()), (304, ""));
    ada.delete(&path(&open, "")).await;
    let changed = read(&program, &feed, Some(&first.tag)).await;
    let cancelled = &events(&changed.text)[1];
    assert_eq!(value(cancelled, "STATUS"), "CANCELLED");

    let renewed = ben.post("/me/calendar-feed/renew", json!({})).await;
    assert_eq!(renewed.status, 200, "{}", renewed.body);
    let next = address(&ben).await;
    assert_ne!(next, feed);
    assert_eq!(read(&program, &feed, None).await.status, 404);
    assert_eq!(read(&program, &next, None).await.status, 200);
    assert_eq!(
        read(&program, &next.replace(".ics", ""), None).await.status,
        404
    );
    assert_eq!(ben.delete("/me/calendar-feed").await.status, 204);
    assert_eq!(read(&program, &next, None).await.status, 404);
    assert_ne!(address(&ben).await, next);
}

#[tokio::test]
async fn what_is_in_a_group_leaves_the_calendar_with_whoever_is_removed() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let group = choir(&[&ada, &ben]).await;
    planned(&ben, &group, json!({})).await;
    let feed = address(&ben).await;
    let program = server.browser();
    assert_eq!(events(&read(&program, &feed, None).await.text).len(), 1);
    let me = ben.get("/me").await.body;
    let id = me["id"].as_str().unwrap();
    let removed = ada.delete(&format!("/groups/{group}/members/{id}")).await;
    assert_eq!(removed.status, 204, "{}", removed.body);
    let after = read(&program, &feed, None).await;
    assert_eq!(after.status, 200);
    assert!(!after.text.contains("BEGIN:VEVENT"), "{}", after.text);
}

#[tokio::test]
async fn the_address_is_the_same_after_a_restart() {
    let mut server = Server::start();
    let ada = server.member("ada").await;
    let feed = address(&ada).await;
    server.restart();
    let ada = server.moved(ada);
    assert_eq!(address(&ada).await, feed);
    assert_eq!(read(&server.browser(), &feed, None).await.status, 200);
}
