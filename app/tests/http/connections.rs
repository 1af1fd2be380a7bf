//! Lists of members, counts and profiles before those who stand to their owner in some way, from outside.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    relations::{Member, member},
    support::Server,
};

impl Member {
    /// The handles in a list, page by page.
    async fn list(&self, path: &str) -> Vec<String> {
        let (mut handles, mut cursor) = (Vec::new(), String::new());
        loop {
            let and = if path.contains('?') { '&' } else { '?' };
            let page = format!("{path}{and}limit=1{cursor}");
            let page = self.browser.get(&page).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
            let items = page.body["items"].as_array().unwrap();
            handles.extend(
                items
                    .iter()
                    .map(|person| person["handle"].as_str().unwrap().to_owned()),
            );
            match page.body["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return handles,
            }
        }
    }

    async fn counts(&self, whose: &str) -> Value {
        let profile = self.browser.get(&format!("/users/{whose}")).await;
        assert_eq!(profile.status, StatusCode::OK, "{}", profile.body);
        profile.body["counts"].clone()
    }

    async fn refused(&self, path: &str) -> (u16, String) {
        let answer = self.browser.get(path).await;
        (answer.status.as_u16(), answer.code().to_owned())
    }
}

const LISTS: [&str; 4] = ["followers", "following", "friends", "mutuals"];

#[tokio::test]
async fn each_request_waits_in_its_list_until_it_is_decided() {
    let server = Server::start();
    let anna = member(&server, "anna").await;
    let ben = member(&server, "ben").await;
    let cleo = member(&server, "cleo").await;
    anna.go_private().await;
    ben.does("PUT follow", &anna.id).await;
    cleo.does("PUT friendship", &anna.id).await;

    assert_eq!(anna.list("/follow-requests").await, ["cleo", "ben"]);
    assert_eq!(anna.list("/friend-requests").await, ["cleo"]);
    assert_eq!(ben.list("/follow-requests/outgoing").await, ["anna"]);
    assert_eq!(cleo.list("/friend-requests/outgoing").await, ["anna"]);
    let row = &anna.browser.get("/friend-requests").await.body["items"][0];
    assert_eq!(row["relationship"]["followed_by"], "requested");
    assert_eq!(row["relationship"]["friendship"], "incoming");
    let unread = anna.browser.get("/auth/session").await.body["unread"].clone();
    assert_eq!(
        (&unread["follow_requests"], &unread["friend_requests"]),
        (&json!(2), &json!(1))
    );

    anna.does("accept friend-requests", &cleo.id).await;
    anna.does("decline follow-requests", &ben.id).await;
    for list in ["/follow-requests", "/friend-requests"] {
        assert_eq!(anna.list(list).await, [""; 0]);
        assert_eq!(ben.list(&format!("{list}/outgoing")).await, [""; 0]);
    }
    let unread = anna.browser.get("/auth/session").await.body["unread"].clone();
    assert_eq!(unread["follow_requests"], 0);
}

#[tokio::test]
async fn the_lists_for_oneself_are_searched_by_name() {
    let server = Server::start();
    let anna = member(&server, "anna").await;
    anna.go_private().await;
    for name in ["ben", "bea", "cleo"] {
        let other = member(&server, name).await;
        other.does("PUT friendship", &anna.id).await;
        anna.does("PUT mute", &other.id).await;
    }
    // Names are entered after the answer was given.
    let entered = async { while anna.list("/me/mutes?q=be").await != ["bea", "ben"] {} };
    let patience = std::time::Duration::from_secs(20);
    tokio::time::timeout(patience, entered).await.unwrap();
    for list in ["/follow-requests", "/friend-requests", "/me/mutes"] {
        assert_eq!(anna.list(&format!("{list}?q=be")).await, ["bea", "ben"]);
        assert_eq!(anna.list(&format!("{list}?q=dora")).await, [""; 0]);
    }
    let first = anna.browser.get("/me/mutes?q=be&limit=1").await.body;
    let cursor = first["next_cursor"].as_str().unwrap();
    let other = format!("/me/mutes?q=b&limit=1&cursor={cursor}");
    assert_eq!(
        anna.refused(&other).await,
        (400, "invalid_cursor".to_owned())
    );
    for handle in ["@ben", "@cleo"] {
        anna.does("PUT block", handle).await;
    }
    assert_eq!(anna.list("/me/blocks?q=be").await, ["ben"]);
    let asked = anna.list("/follow-requests/outgoing?q=be").await;
    assert_eq!(asked, [""; 0]);
}

#[tokio::test]
async fn a_profile_counts_what_its_lists_hold_and_shows_whom_both_know() {
    let server = Server::start();
    let anna = member(&server, "anna").await;
    let ben = member(&server, "ben").await;
    let cleo = member(&server, "cleo").await;
    let dora = member(&server, "dora").await;
    for who in [&ben, &cleo, &dora] {
        who.does("PUT friendship", &anna.id).await;
        anna.does("PUT friendship", &who.id).await;
    }
    dora.does("PUT follow", &cleo.id).await;

    assert_eq!(
        dora.list("/users/@anna/friends").await,
        ["dora", "cleo", "ben"]
    );
    assert_eq!(dora.list("/users/@anna/mutuals").await, ["cleo"]);
    let profile = dora.browser.get("/users/@anna").await.body;
    assert_eq!(
        profile["counts"],
        json!({"posts": 0, "followers": 3, "following": 3, "friends": 3, "mutuals": 1, "media": 0})
    );
    assert_eq!(profile["mutuals"][0]["handle"], "cleo");
    assert_eq!(profile["relationship"]["friendship"], "friends");

    ben.does("PUT block", &dora.id).await;
    assert_eq!(dora.list("/users/@anna/friends").await, ["dora", "cleo"]);
    assert_eq!(dora.counts("@anna").await["friends"], 2);
    assert_eq!(cleo.counts("@anna").await["friends"], 3);
    assert_eq!(ben.list("/me/blocks").await, ["dora"]);
    for path in ["", "/posts", "/media", "/friends"] {
        let of_each_other = [(&dora, "@ben"), (&ben, "@dora")];
        for (viewer, whom) in of_each_other {
            let refused = viewer.refused(&format!("/users/{whom}{path}")).await;
            assert_eq!(refused, (404, "not_found".to_owned()), "{whom}{path}");
        }
    }
    ben.does("PUT mute", &cleo.id).await;
    assert_eq!(ben.list("/me/mutes").await, ["cleo"]);
    assert_eq!(cleo.list("/me/mutes").await, [""; 0]);
}

#[tokio::test]
async fn a_private_profile_and_a_hidden_list_are_for_whom_they_let_in() {
    let server = Server::start();
    let anna = member(&server, "anna").await;
    let ben = member(&server, "ben").await;
    let cleo = member(&server, "cleo").await;
    for who in [&ben, &cleo] {
        who.does("PUT follow", &anna.id).await;
    }
    anna.change_privacy(|privacy| {
        privacy["fields"]["follows"] = json!("followers");
        privacy["fields"]["friends"] = json!("friends");
        privacy["fields"]["email"] = json!("followers");
    })
    .await;
    cleo.does("DELETE follow", &anna.id).await;
    for list in LISTS {
        let refused = cleo.refused(&format!("/users/@anna/{list}")).await;
        assert_eq!(refused, (403, "hidden_list".to_owned()), "{list}");
    }
    assert_eq!(ben.list("/users/@anna/followers").await, ["ben"]);
    let refused = ben.refused("/users/@anna/friends").await;
    assert_eq!(refused, (403, "hidden_list".to_owned()));
    let seen = ben.browser.get("/users/@anna").await.body;
    assert_eq!(
        (
            &seen["email"],
            &seen["lists"]["friends"],
            &seen["lists"]["follows"]
        ),
        (&json!("anna@example.org"), &json!(false), &json!(true))
    );
    assert_eq!(
        cleo.browser.get("/users/@anna").await.body["email"],
        Value::Null
    );

    anna.go_private().await;
    let seen = cleo.browser.get("/users/@anna").await.body;
    assert_eq!(
        (&seen["restricted"], &seen["counts"]["followers"]),
        (&json!(true), &json!(1))
    );
    for list in LISTS.iter().chain(&["posts", "media"]) {
        let refused = cleo.refused(&format!("/users/@anna/{list}")).await;
        assert_eq!(refused, (403, "private_profile".to_owned()), "{list}");
    }
    let seen = ben.browser.get("/users/@anna").await.body;
    assert_eq!(seen["restricted"], false);
    assert_eq!(
        ben.browser.get("/users/@anna/posts").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn going_public_lets_in_who_asked_and_going_private_narrows_where_that_is_wanted() {
    let server = Server::start();
    let anna = member(&server, "anna").await;
    let ben = member(&server, "ben").await;
    let cleo = member(&server, "cleo").await;
    anna.go_private().await;
    ben.does("PUT follow", &anna.id).await;
    cleo.does("PUT friendship", &anna.id).await;
    anna.change_privacy(|privacy| privacy["is_private"] = json!(false))
        .await;
    assert_eq!(anna.list("/users/@anna/followers").await, ["cleo", "ben"]);
    assert_eq!(anna.counts("@anna").await["followers"], 2);
    assert_eq!(ben.counts("@ben").await["following"], 1);
    assert_eq!(anna.list("/follow-requests").await, [""; 0]);
    assert_eq!(anna.list("/friend-requests").await, ["cleo"]);

    let post = json!({"content": "Hello", "audience": "public"});
    let post = anna.browser.post("/posts", post).await.body;
    let address = format!("/posts/{}", post["id"].as_str().unwrap());
    anna.go_private().await;
    let stranger = member(&server, "dora").await;
    assert_eq!(stranger.browser.get(&address).await.status, StatusCode::OK);
    anna.change_privacy(|privacy| privacy["narrow_posts"] = json!(true))
        .await;
    assert_eq!(stranger.refused(&address).await.0, 404);
    let seen = ben.browser.get(&address).await;
    assert_eq!(
        (seen.status, &seen.body["audience"]),
        (StatusCode::OK, &json!("followers"))
    );
}
