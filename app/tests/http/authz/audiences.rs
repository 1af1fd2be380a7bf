//! A post for each audience, tried by everybody who can stand to its author in some way, on every way to it. The
//! author's profile is private: what is not on the profile for somebody may still be theirs to read by its address.

use reqwest::Method;
use serde_json::{Value, json};

use super::id;
use crate::{
    posts::{publish, upload},
    support::{Browser, Server},
};

/// How somebody stands to the author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Owner,
    Friend,
    Follower,
    NamedFollower,
    Stranger,
    Requested,
    Blocked,
}

const ROLES: [Role; 7] = [
    Role::Owner,
    Role::Friend,
    Role::Follower,
    Role::NamedFollower,
    Role::Stranger,
    Role::Requested,
    Role::Blocked,
];

/// Who reads a post for each audience, in the order of [`ROLES`].
const READERS: [(&str, [bool; 7]); 6] = [
    ("public", [true, true, true, true, true, true, false]),
    ("followers", [true, true, true, true, false, false, false]),
    ("friends", [true, true, false, false, false, false, false]),
    ("selected", [true, false, false, true, false, false, false]),
    ("unlisted", [true, true, true, true, true, true, false]),
    ("only_me", [true, false, false, false, false, false, false]),
];

struct World {
    _server: Server,
    owner: Browser,
    owner_id: String,
    named_id: String,
    everybody: Vec<(Role, Browser)>,
}

impl World {
    async fn new() -> Self {
        let server = Server::start();
        let owner = server.member("the_owner").await;
        let owner_id = id(&owner.get("/me").await.body);
        let mut privacy = owner.get("/me/privacy").await.body;
        privacy["is_private"] = json!(true);
        put(&owner, "/me/privacy", Some(privacy)).await;
        let mut everybody = Vec::new();
        let mut named_id = String::new();
        for role in ROLES {
            if role == Role::Owner {
                everybody.push((role, owner.clone()));
                continue;
            }
            let browser = server.member(&format!("the_{role:?}")).await;
            let its_id = id(&browser.get("/me").await.body);
            join(&owner, &owner_id, role, &browser, &its_id).await;
            if role == Role::NamedFollower {
                named_id = its_id;
            }
            everybody.push((role, browser));
        }
        Self {
            _server: server,
            owner,
            owner_id,
            named_id,
            everybody,
        }
    }

    /// A post with a picture.
    async fn publish(&self, audience: &str) -> Value {
        let media = json!([{"id": upload(&self.owner, 1).await}]);
        let mut body = json!({"content": "Hello", "audience": audience, "media": media});
        if audience == "selected" {
            body["selected_user_ids"] = json!([self.named_id]);
        }
        publish(&self.owner, body).await
    }
}

async fn join(owner: &Browser, owner_id: &str, role: Role, browser: &Browser, its_id: &str) {
    let follow = format!("/users/{owner_id}/follow");
    match role {
        Role::Friend => {
            put(browser, &format!("/users/{owner_id}/friendship"), None).await;
            accept(owner, "friend-requests", its_id).await;
        }
        Role::Follower | Role::NamedFollower => {
            put(browser, &follow, None).await;
            accept(owner, "follow-requests", its_id).await;
        }
        Role::Requested => put(browser, &follow, None).await,
        Role::Blocked => put(owner, &format!("/users/{its_id}/block"), None).await,
        Role::Stranger | Role::Owner => {}
    }
}

async fn put(browser: &Browser, path: &str, body: Option<Value>) {
    let answer = browser.send(Method::PUT, path, body, &[]).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
}

async fn accept(owner: &Browser, requests: &str, who: &str) {
    let path = format!("/{requests}/{who}/accept");
    let answer = owner.post(&path, json!({})).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// What somebody finds, as it should be where they may read the post and where they may not.
async fn found(
    world: &World,
    role: Role,
    browser: &Browser,
    post: &Value,
) -> Vec<(&'static str, u16)> {
    let (post_id, picture) = (id(post), &post["media"][0]);
    let path = format!("/posts/{post_id}");
    let file = picture["variants"]["thumb"].as_str().unwrap();
    let wall = browser
        .get(&format!("/users/{}/posts", world.owner_id))
        .await;
    let home = browser.get("/feeds/home").await;
    let mut found = vec![
        ("post", browser.get(&path).await.status.as_u16()),
        (
            "picture",
            browser
                .get(&format!("/media/{}", id(picture)))
                .await
                .status
                .as_u16(),
        ),
        (
            "file",
            browser.bytes(Method::GET, file, &[]).await.0.as_u16(),
        ),
        ("on the profile", holds(&wall.body, &post_id)),
        ("in the home feed", holds(&home.body, &post_id)),
    ];
    if role != Role::Owner {
        let change = json!({"audience": "public"});
        let edit = browser.send(Method::PATCH, &path, Some(change), &[]).await;
        found.push(("edit", edit.status.as_u16()));
        found.push(("delete", browser.delete(&path).await.status.as_u16()));
    }
    found
}

/// 200 when the page has the post, 404 when it has not, or is none.
fn holds(page: &Value, post: &str) -> u16 {
    let items = page["items"].as_array().map(Vec::as_slice);
    let held = items
        .unwrap_or_default()
        .iter()
        .any(|item| item["id"] == post);
    if held { 200 } else { 404 }
}

#[tokio::test]
async fn each_audience_holds_on_every_way_to_a_post() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for (audience, readers) in READERS {
        let post = world.publish(audience).await;
        for ((role, browser), reads) in world.everybody.iter().zip(readers) {
            let on_profile = !matches!(role, Role::Stranger | Role::Requested | Role::Blocked);
            let owns = *role == Role::Owner;
            for (way, status) in found(&world, *role, browser, &post).await {
                let allowed = match way {
                    "edit" | "delete" => false,
                    "on the profile" => reads && on_profile && (owns || audience != "unlisted"),
                    // Which of the posts that one may read are in it is not decided by the audience.
                    "in the home feed" if reads && !owns && audience != "unlisted" => continue,
                    "in the home feed" => owns,
                    _ => reads,
                };
                if (status == 200) != allowed || !matches!(status, 200 | 404) {
                    wrong.push(format!("{audience} for {role:?}, {way}: {status}"));
                }
            }
        }
        let path = format!("/posts/{}", id(&post));
        let edited = world
            .owner
            .send(Method::PATCH, &path, Some(json!({"content": "b"})), &[])
            .await;
        assert_eq!(edited.status, 200);
        assert_eq!(world.owner.delete(&path).await.status, 204);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
