//! Events in groups.

mod calendar;
mod posts;

use kith_adapters::clock::SystemClock;
use kith_core::shared::clock::Clock as _;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use time::{Duration, format_description::well_known::Rfc3339};

use crate::{
    posts::png,
    support::{Browser, Server},
};

/// Noon in so many days from today, UTC.
pub(crate) fn soon(days: i64) -> String {
    let day = SystemClock.now().to_datetime() + Duration::days(days);
    let noon = day.replace_time(time::macros::time!(12:00));
    noon.format(&Rfc3339).unwrap()
}

/// An event in a group in a month, with what `besides` says.
pub(crate) async fn planned(browser: &Browser, group: &str, besides: Value) -> Value {
    let mut new =
        json!({"title": "Rehearsal", "starts_at": soon(30), "time_zone": "Europe/Berlin"});
    for (name, value) in besides.as_object().unwrap() {
        new[name] = value.clone();
    }
    let created = browser.post(&format!("/groups/{group}/events"), new).await;
    assert_eq!(created.status, 201, "{}", created.body);
    created.body
}

/// A group of the first, to which the others belong.
async fn choir(members: &[&Browser]) -> String {
    let new = json!({"title": "Harbour choir", "privacy": "open"});
    let (owner, others) = members.split_first().unwrap();
    let created = owner.post("/groups", new).await;
    let group = created.body["id"].as_str().unwrap().to_owned();
    for other in others {
        let path = format!("/groups/{group}/join-requests");
        assert_eq!(other.post(&path, json!({})).await.status, 200);
    }
    group
}

fn path(event: &Value, rest: &str) -> String {
    format!("/events/{}{rest}", event["id"].as_str().unwrap())
}

async fn say(browser: &Browser, event: &Value, response: &str) -> Value {
    let body = json!({"response": response});
    let said = browser.put(&path(event, "/response"), Some(body)).await;
    assert_eq!(said.status, 200, "{}", said.body);
    said.body
}

async fn edit(browser: &Browser, event: &Value, edit: Value) -> (StatusCode, Value) {
    let edited = browser
        .send(Method::PATCH, &path(event, ""), Some(edit), &[])
        .await;
    (edited.status, edited.body)
}

#[tokio::test]
async fn a_member_plans_an_event_and_others_say_whether_they_come() {
    let server = Server::start();
    let (ada, ben, cleo) = (
        server.member("ada").await,
        server.member("ben").await,
        server.member("cleo").await,
    );
    let group = choir(&[&ada, &ben, &cleo]).await;
    let besides = json!({"description": "Bring notes.", "place": "Old pier", "capacity": 1});
    let event = planned(&ben, &group, besides).await;
    assert_eq!(event["starts_at"], soon(30).replace('Z', ".000Z"));
    let local = event["starts_at_local"].as_str().unwrap();
    assert!(
        local.ends_with("+01:00") || local.ends_with("+02:00"),
        "{local}"
    );
    assert_eq!(event["options"], json!(["going", "not_going", "maybe"]));
    assert_eq!(event["my_response"], Value::Null);
    assert_eq!(
        event["can"],
        json!({"edit": true, "respond": true, "cancel": true})
    );
    assert_eq!(say(&ada, &event, "going").await["my_response"], "going");
    assert_eq!(say(&cleo, &event, "going").await["my_response"], "waiting");
    let seen = say(&ben, &event, "maybe").await;
    assert_eq!(
        seen["counts"],
        json!({"going": 1, "maybe": 1, "not_going": 0, "waiting": 1})
    );
    let waiting = cleo
        .get(&path(&event, "/participants?response=waiting"))
        .await;
    assert_eq!(waiting.body["items"][0]["handle"], "cleo");
    let named = ada.get(&path(&event, "/participants?q=be")).await;
    assert_eq!(named.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(named.body["items"][0]["response"], "maybe");
    assert_eq!(ada.delete(&path(&event, "/response")).await.status, 200);
    let mine = cleo.get("/me/events?upcoming=true").await.body;
    assert_eq!(
        mine["items"][0]["my_response"], "going",
        "the place is hers"
    );
    let listed = ada.get(&format!("/groups/{group}/events")).await.body;
    assert_eq!(listed["items"][0]["id"], event["id"]);
    let past = ada
        .get(&format!("/groups/{group}/events?past=true"))
        .await
        .body;
    assert_eq!(past["items"], json!([]));
}

#[tokio::test]
async fn a_month_holds_what_is_in_it() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let group = choir(&[&ada]).await;
    let mut events = Vec::new();
    for days in [10, 20, 30] {
        events.push(planned(&ada, &group, json!({"starts_at": soon(days)})).await);
    }
    let (from, to) = (soon(15), soon(25));
    let month = ada.get(&format!("/me/events?from={from}&to={to}")).await;
    assert_eq!(month.body["items"].as_array().unwrap().len(), 1);
    assert_eq!(month.body["items"][0]["id"], events[1]["id"]);
    let first = ada.get("/me/events?limit=2").await.body;
    let cursor = first["next_cursor"].as_str().unwrap();
    let next = ada
        .get(&format!("/me/events?limit=2&cursor={cursor}"))
        .await;
    assert_eq!(next.body["items"][0]["id"], events[2]["id"]);
    let elsewhere = ada
        .get(&format!("/me/events?upcoming=true&cursor={cursor}"))
        .await;
    assert_eq!(elsewhere.code(), "invalid_cursor");
    let odd = ada.get("/me/events?from=tomorrow").await;
    assert_eq!(odd.status, 400, "{}", odd.body);
}

#[tokio::test]
async fn what_changes_counts_up_and_what_is_cancelled_stays_to_be_read() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let group = choir(&[&ada, &ben]).await;
    let event = planned(&ben, &group, json!({"ends_at": soon(31)})).await;
    let change = json!({"starts_at": soon(40), "ends_at": null, "place": "Town hall"});
    let (status, edited) = edit(&ada, &event, change).await;
    assert_eq!((status.as_u16(), &edited["sequence"]), (200, &json!(1)));
    assert_eq!(edited["ends_at"], Value::Null);
    let (status, refused) = edit(&ben, &event, json!({"starts_at": "2020-01-01T12:00:00Z"})).await;
    assert_eq!(
        (status.as_u16(), &refused["errors"][0]["field"]),
        (422, &json!("starts_at"))
    );
    let (status, refused) = edit(&ben, &event, json!({"time_zone": "Mars/Olympus"})).await;
    assert_eq!(
        (status.as_u16(), &refused["errors"][0]["code"]),
        (422, &json!("unknown_time_zone"))
    );
    for _ in 0..2 {
        let cancelled = ben.delete(&path(&event, "")).await;
        assert_eq!(cancelled.status, 200, "{}", cancelled.body);
    }
    let seen = ada.get(&path(&event, "")).await.body;
    assert!(seen["cancelled_at"].is_string());
    assert_eq!(seen["sequence"], 2);
    assert_eq!(
        seen["can"],
        json!({"edit": false, "respond": false, "cancel": false})
    );
    let body = json!({"response": "going"});
    let refused = ada
        .send(Method::PUT, &path(&event, "/response"), Some(body), &[])
        .await;
    assert_eq!(
        (refused.status.as_u16(), refused.code()),
        (409, "event_cancelled")
    );
    let (status, refused) = edit(&ben, &event, json!({"title": "Concert"})).await;
    assert_eq!(
        (status.as_u16(), &refused["code"]),
        (409, &json!("event_cancelled"))
    );
}

#[tokio::test]
async fn one_can_say_what_is_offered() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let group = choir(&[&ada]).await;
    let event = planned(&ada, &group, json!({"options": ["not_going", "going"]})).await;
    assert_eq!(event["options"], json!(["going", "not_going"]));
    let body = json!({"response": "maybe"});
    let refused = ada
        .send(Method::PUT, &path(&event, "/response"), Some(body), &[])
        .await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(refused.refused(), [("response", "not_offered")]);
    let new = json!({"title": "", "starts_at": soon(3), "ends_at": soon(2), "time_zone": "",
        "options": ["maybe"], "capacity": 0});
    let refused = ada.post(&format!("/groups/{group}/events"), new).await;
    assert_eq!(
        refused.refused(),
        [
            ("title", "required"),
            ("time_zone", "unknown_time_zone"),
            ("options", "incomplete"),
            ("capacity", "out_of_range"),
        ]
    );
}

#[tokio::test]
async fn a_key_makes_one_event_in_one_group() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let (first, second) = (choir(&[&ada]).await, choir(&[&ada]).await);
    let new = json!({"title": "Rehearsal", "starts_at": soon(30), "time_zone": "UTC"});
    let mut made = Vec::new();
    for group in [&first, &first, &second] {
        let path = format!("/groups/{group}/events");
        let key = [("Idempotency-Key", "once")];
        let answer = ada.send(Method::POST, &path, Some(new.clone()), &key).await;
        made.push((answer.status.as_u16(), answer.body["id"].clone()));
    }
    assert_eq!(made[0], made[1]);
    assert_eq!((made[0].0, made[2].0), (201, 409));
}

#[tokio::test]
async fn the_picture_of_an_event_is_for_who_sees_it() {
    let server = Server::start();
    let (ada, ben, stranger) = (
        server.member("ada").await,
        server.member("ben").await,
        server.member("cleo").await,
    );
    let group = choir(&[&ada, &ben]).await;
    let event = planned(&ada, &group, json!({})).await;
    let image = path(&event, "/image");
    let set = ada.upload(Method::PUT, &image, png(3), &[]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let url = set.body["image_url"].as_str().unwrap();
    let read = async |browser: &Browser| browser.bytes(Method::GET, url, &[]).await.0.as_u16();
    assert_eq!((read(&ben).await, read(&stranger).await), (200, 404));
    let left = ben.post(&format!("/groups/{group}/leave"), json!({})).await;
    assert!(left.status.is_success(), "{}", left.body);
    assert_eq!(read(&ben).await, 404, "at once");
    assert_eq!(ben.get(&path(&event, "")).await.status, 404);
    let uploads = ada.get("/me/uploads").await.body;
    assert_eq!(uploads["items"][0]["used_in"]["kind"], "event");
    let removed = ada.delete(&image).await;
    assert_eq!(removed.body["image_url"], Value::Null);
    assert_eq!(read(&ada).await, 404);
}
