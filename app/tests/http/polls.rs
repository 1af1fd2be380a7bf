//! Polls: in `POST /posts`, in what is read of posts, and `PUT /posts/{id}/poll/vote`.

use kith_adapters::clock::SystemClock;
use kith_core::shared::clock::Clock as _;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use time::{Duration, format_description::well_known::Rfc3339};

use crate::{
    posts::publish,
    support::{Answer, Browser, Server},
};

fn poll(results: &str, multiple: bool) -> Value {
    json!({"options": ["Tea", "Coffee", "Neither"], "multiple": multiple, "results": results,
        "ends_at": (results == "at_end").then_some(tomorrow())})
}

fn tomorrow() -> String {
    let moment = SystemClock.now().plus(Duration::DAY).to_datetime();
    moment.format(&Rfc3339).unwrap()
}

async fn asked(browser: &Browser, poll: Value) -> Value {
    let body = json!({"content": "What shall it be?", "audience": "public", "poll": poll});
    publish(browser, body).await
}

async fn vote(browser: &Browser, post: &Value, options: &[&Value]) -> Answer {
    let path = format!("/posts/{}/poll/vote", post["id"].as_str().unwrap());
    let ids: Vec<&Value> = options.iter().map(|option| &option["id"]).collect();
    let ballot = json!({"option_ids": ids});
    browser.send(Method::PUT, &path, Some(ballot), &[]).await
}

async fn shown(browser: &Browser, post: &Value) -> Value {
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    browser.get(&path).await.body["poll"].clone()
}

/// The votes of each option and the number of voters, as far as they are told.
fn numbers(poll: &Value) -> (Vec<Option<u64>>, Option<u64>) {
    let options = poll["options"].as_array().unwrap();
    let votes = options.iter().map(|option| option["votes"].as_u64());
    (votes.collect(), poll["voter_count"].as_u64())
}

const UNTOLD: (&[Option<u64>], Option<u64>) = (&[None, None, None], None);

fn is_untold(poll: &Value) -> bool {
    let (votes, voter_count) = numbers(poll);
    (votes.as_slice(), voter_count) == UNTOLD
}

#[tokio::test]
async fn results_come_with_ones_vote_and_go_with_it() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let post = asked(&ada, poll("after_vote", false)).await;
    let options = &post["poll"]["options"];
    assert!(is_untold(&post["poll"]) && post["poll"]["mine"] == json!([]));
    assert_eq!(post["poll"]["ended"], false);

    let voted = vote(&ben, &post, &[&options[1]]).await;
    assert_eq!(voted.status, StatusCode::OK, "{}", voted.body);
    let expected = (vec![Some(0), Some(1), Some(0)], Some(1));
    assert_eq!(numbers(&voted.body), expected);
    assert_eq!(voted.body["mine"], json!([options[1]["id"]]));
    assert_eq!(shown(&ben, &post).await, voted.body);
    assert!(
        is_untold(&shown(&ada, &post).await),
        "its author has not voted"
    );

    vote(&ada, &post, &[&options[1]]).await;
    let changed = vote(&ben, &post, &[&options[0]]).await;
    assert_eq!(
        numbers(&changed.body),
        (vec![Some(1), Some(1), Some(0)], Some(2))
    );
    let taken = vote(&ben, &post, &[]).await;
    assert!(is_untold(&taken.body) && taken.body["mine"] == json!([]));
    let left = (vec![Some(0), Some(1), Some(0)], Some(1));
    assert_eq!(numbers(&shown(&ada, &post).await), left);
    let home = ada.get("/feeds/home").await.body;
    assert_eq!(numbers(&home["items"][0]["poll"]), left);
}

#[tokio::test]
async fn results_at_the_end_are_told_to_nobody_before() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = asked(&ada, poll("at_end", true)).await;
    let options = &post["poll"]["options"];
    let voted = vote(&ada, &post, &[&options[2], &options[0]]).await;
    assert_eq!(
        voted.body["mine"],
        json!([options[0]["id"], options[2]["id"]])
    );
    assert!(is_untold(&voted.body));
}

#[tokio::test]
async fn a_vote_for_what_is_not_asked_is_refused() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = asked(&ada, poll("after_vote", false)).await;
    let other = asked(&ada, poll("after_vote", false)).await;
    let (options, others) = (&post["poll"]["options"], &other["poll"]["options"]);
    let foreign = vote(&ada, &post, &[&others[0]]).await;
    assert_eq!(foreign.refused(), [("option_ids.0", "unknown_option")]);
    let several = vote(&ada, &post, &[&options[0], &options[1]]).await;
    assert_eq!(several.refused(), [("option_ids", "single_choice")]);
    let plain = publish(&ada, json!({"content": "No poll", "audience": "public"})).await;
    assert_eq!(plain["poll"], Value::Null);
    let none = vote(&ada, &plain, &[]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_poll_is_refused_field_by_field_with_its_post() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let refused = async |poll: Value| {
        let body = json!({"content": "Which?", "audience": "public", "poll": poll});
        ada.post("/posts", body).await
    };
    let alike = json!({"options": ["Tea", "tea", " "], "results": "at_end"});
    assert_eq!(
        refused(alike).await.refused(),
        [
            ("poll.options.1", "duplicate"),
            ("poll.options.2", "required"),
            ("poll.ends_at", "required"),
        ]
    );
    let one = json!({"options": ["Tea"], "results": "after_vote"});
    assert_eq!(
        refused(one).await.refused(),
        [("poll.options", "too_few_items")]
    );
    let past = json!({"options": ["Tea", "No"], "results": "after_vote", "ends_at": "2026-01-01T00:00:00Z"});
    assert_eq!(
        refused(past).await.refused(),
        [("poll.ends_at", "too_soon")]
    );
}

#[tokio::test]
async fn an_edit_leaves_the_poll_and_the_votes() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = asked(&ada, poll("after_vote", false)).await;
    let voted = vote(&ada, &post, &[&post["poll"]["options"][0]]).await.body;
    let path = format!("/posts/{}", post["id"].as_str().unwrap());
    let edit = json!({"content": "What is it to be?"});
    let edited = ada.send(Method::PATCH, &path, Some(edit), &[]).await;
    assert_eq!(edited.body["poll"], voted);
    let change = json!({"poll": poll("at_end", true)});
    let refused = ada.send(Method::PATCH, &path, Some(change), &[]).await;
    assert_eq!(refused.refused(), [("poll", "unknown_field")]);
}

#[tokio::test]
async fn the_votes_of_who_is_blocked_do_not_count_for_who_blocks() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let cleo = server.member("cleo").await;
    let post = asked(&ada, poll("after_vote", false)).await;
    let options = &post["poll"]["options"];
    for voter in [&ben, &cleo] {
        vote(voter, &post, &[&options[0]]).await;
    }
    let ben_id = ben.get("/me").await.body["id"].as_str().unwrap().to_owned();
    cleo.put(&format!("/users/{ben_id}/block"), None).await;
    assert_eq!(numbers(&shown(&cleo, &post).await).1, Some(1));
    assert_eq!(numbers(&shown(&ben, &post).await).1, Some(1));
    let all = vote(&ada, &post, &[&options[1]]).await;
    assert_eq!(
        numbers(&all.body),
        (vec![Some(2), Some(1), Some(0)], Some(3))
    );
}

#[tokio::test]
async fn sparse_fields_reach_into_polls() {
    let server = Server::start();
    let ada = server.member("ada").await;
    let post = asked(&ada, poll("after_vote", false)).await;
    let path = format!(
        "/posts/{}?fields=poll(ended,options(text))",
        post["id"].as_str().unwrap()
    );
    let cut = ada.get(&path).await.body;
    let expected = json!({"poll": {"ended": false, "options": [{"text": "Tea"}, {"text": "Coffee"}, {"text": "Neither"}]}});
    assert_eq!(cut, expected);
    let odd = ada.get("/feeds/home?fields=poll(voters)").await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
}
