//! Whom comments mention.

use serde_json::{Value, json};

use super::given::{on, patch, path, post, said};
use crate::{posts::publish, support::Server};

/// The handles of people in an answer.
fn handles(people: &Value) -> Vec<&str> {
    let people = people.as_array().map_or(&[][..], Vec::as_slice);
    people
        .iter()
        .map(|person| person["handle"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_comment_mentions_whoever_is_called_so() {
    let server = Server::start();
    let (ada, grace) = (server.member("ada").await, server.member("grace").await);
    let post = post(&ada).await;
    let comment = said(&grace, &post, "Hello @Ada and @nobody_here").await;
    assert_eq!(handles(&comment["mentions"]), ["ada"]);
    assert_eq!(comment["mentions"][0]["written"], "ada");
    assert_eq!(comment["unreached_mentions"], json!(null), "she sees it");
    let listed = ada.get(&on(&post)).await.body;
    assert_eq!(listed["items"][0]["mentions"], comment["mentions"]);
    let edited = patch(&grace, &path(&comment), json!({"content": "@grace!"})).await;
    assert_eq!(handles(&edited.body["mentions"]), ["grace"]);
}

/// Whoever else comments would learn whom the post is for.
#[tokio::test]
async fn the_author_of_the_post_alone_is_told_for_whom_it_is_not() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let _cleo = server.member("cleo").await;
    ben.put("/users/@ada/follow", None).await;
    let body = json!({"content": "Hi", "audience": "followers"});
    let post = publish(&ada, body).await;
    let comment = said(&ben, &post, "Look, @cleo and @ada").await;
    assert_eq!(handles(&comment["mentions"]), ["ada", "cleo"]);
    assert_eq!(comment["unreached_mentions"], json!(null));
    let edited = patch(&ben, &path(&comment), json!({"content": "@cleo?"})).await;
    assert_eq!(handles(&edited.body["mentions"]), ["cleo"]);
    assert_eq!(edited.body["unreached_mentions"], json!(null));

    let own = said(&ada, &post, "Look, @cleo and @ben").await;
    assert_eq!(handles(&own["unreached_mentions"]), ["cleo"]);
    let again = ada.get(&path(&own)).await.body;
    assert_eq!(again["unreached_mentions"], json!(null));
    let edited = patch(&ada, &path(&own), json!({"content": "@cleo?"})).await;
    assert_eq!(handles(&edited.body["unreached_mentions"]), ["cleo"]);
}

/// Who blocks whom is nothing that a third person learns.
#[tokio::test]
async fn nobody_is_told_by_it_who_blocks_whom() {
    let server = Server::start();
    let (ada, ben) = (server.member("ada").await, server.member("ben").await);
    let cleo = server.member("cleo").await;
    let post = post(&ada).await;
    let blocked = cleo.put("/users/@ada/block", None).await;
    assert_eq!(blocked.status, 200);
    let comment = said(&ben, &post, "@cleo").await;
    assert_eq!(comment["unreached_mentions"], json!(null));
    assert_eq!(cleo.get(&path(&comment)).await.status, 404);
    let shown = ada.get(&path(&comment)).await.body;
    assert_eq!(shown["mentions"], json!([]), "she does not hear of her");
}
