//! What those may do who stand to the owner in some way: tried on the owner's private profile, and on a post for each
//! audience with a picture.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Operation, id, operations};
use crate::{
    posts::{publish, upload},
    support::{Browser, Server},
};

/// How somebody stands to the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Stranger,
    Requested,
    Follower,
    Friend,
    /// A follower whom the post for selected people names.
    Named,
    Blocked,
    Owner,
}

const ROLES: [Role; 7] = [
    Role::Stranger,
    Role::Requested,
    Role::Follower,
    Role::Friend,
    Role::Named,
    Role::Blocked,
    Role::Owner,
];

/// What comes back for each of [`ROLES`] but the one that matters to posts alone.
type Statuses = [u16; 6];

/// The audiences, with what comes back for a post and for its picture, for each of [`ROLES`].
const ON_A_POST: [(&str, [u16; 7]); 6] = [
    ("public", [200, 200, 200, 200, 200, 404, 200]),
    ("unlisted", [200, 200, 200, 200, 200, 404, 200]),
    ("followers", [404, 404, 200, 200, 200, 404, 200]),
    ("friends", [404, 404, 404, 200, 404, 404, 200]),
    ("selected", [404, 404, 404, 404, 200, 404, 200]),
    ("only_me", [404, 404, 404, 404, 404, 404, 200]),
];

const ON_A_PRIVATE_PROFILE: Statuses = [403, 403, 200, 200, 404, 200];
const ABOUT_OTHERS: Statuses = [200, 200, 200, 200, 404, 403];

/// The operations on a member, with what comes back.
const TABLE: [(&str, Statuses); 21] = [
    ("profiles.show", [200, 200, 200, 200, 404, 200]),
    ("profiles.media", ON_A_PRIVATE_PROFILE),
    ("feeds.profile", ON_A_PRIVATE_PROFILE),
    ("relations.followers", ON_A_PRIVATE_PROFILE),
    ("relations.following", ON_A_PRIVATE_PROFILE),
    ("relations.friends", ON_A_PRIVATE_PROFILE),
    ("relations.mutuals", ON_A_PRIVATE_PROFILE),
    (
        "relations.dismiss_suggestion",
        [204, 204, 204, 204, 404, 404],
    ),
    ("relations.follow", ABOUT_OTHERS),
    ("relations.unfollow", ABOUT_OTHERS),
    ("relations.befriend", ABOUT_OTHERS),
    ("relations.unfriend", ABOUT_OTHERS),
    ("relations.block", ABOUT_OTHERS),
    ("relations.unblock", ABOUT_OTHERS),
    ("relations.mute", ABOUT_OTHERS),
    ("relations.unmute", ABOUT_OTHERS),
    ("relations.remove_follower", ABOUT_OTHERS),
    ("relations.decline_follow", ABOUT_OTHERS),
    ("relations.decline_friendship", ABOUT_OTHERS),
    // The owner asked nobody; with a friend everything is accepted already.
    ("relations.accept_follow", [404, 404, 404, 200, 404, 403]),
    (
        "relations.accept_friendship",
        [404, 404, 404, 200, 404, 403],
    ),
];

struct World {
    server: Server,
    owner: Browser,
    owner_id: String,
    others: Vec<(Role, Browser, String)>,
}

impl World {
    async fn new() -> Self {
        let server = Server::start();
        let owner = server.member("the_owner").await;
        let mut privacy = owner.get("/me/privacy").await.body;
        privacy["is_private"] = json!(true);
        put(&owner, "/me/privacy", Some(privacy)).await;
        let owner_id = id(&owner.get("/me").await.body);
        let mut others = Vec::new();
        for role in ROLES {
            if role != Role::Owner {
                let name = format!("the_{role:?}").to_lowercase();
                let browser = server.member(&name).await;
                let its_id = id(&browser.get("/me").await.body);
                others.push((role, browser, its_id));
            }
        }
        Self {
            server,
            owner,
            owner_id,
            others,
        }
    }

    /// Makes everybody stand to the owner as their role says, whatever was before: a block ends everything.
    async fn restore(&self) {
        for (role, browser, its_id) in &self.others {
            let unblocked = browser
                .delete(&format!("/users/{}/block", self.owner_id))
                .await;
            assert!(matches!(unblocked.status.as_u16(), 200 | 404));
            let block = format!("/users/{its_id}/block");
            put(&self.owner, &block, None).await;
            if *role == Role::Blocked {
                continue;
            }
            assert_eq!(self.owner.delete(&block).await.status, 200);
            let path = |act: &str| format!("/users/{}/{act}", self.owner_id);
            match role {
                Role::Requested => put(browser, &path("follow"), None).await,
                Role::Follower | Role::Named => {
                    put(browser, &path("follow"), None).await;
                    self.accept("follow-requests", its_id).await;
                }
                Role::Friend => {
                    put(browser, &path("friendship"), None).await;
                    self.accept("friend-requests", its_id).await;
                }
                Role::Stranger | Role::Blocked | Role::Owner => {}
            }
        }
    }

    async fn accept(&self, requests: &str, who: &str) {
        let answer = self
            .owner
            .post(&format!("/{requests}/{who}/accept"), json!({}))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// A post with a picture. Who is named has to follow at that time.
    async fn post(&self, audience: &str) -> Value {
        let is_named = |(role, ..): &&(Role, Browser, String)| *role == Role::Named;
        let named = self.others.iter().find(is_named).map(|(.., id)| id);
        let mut body = json!({
            "content": "Hello",
            "audience": audience,
            "media": [{"id": upload(&self.owner, 1).await}],
        });
        if audience == "selected" {
            body["selected_user_ids"] = json!([named]);
        }
        publish(&self.owner, body).await
    }

    /// What each of these gets from an operation on the thing with this id; nobody in particular gets 401.
    async fn try_out(
        &self,
        operation: &Operation,
        thing: &str,
        roles: impl Iterator<Item = Role>,
    ) -> Vec<u16> {
        let path = operation
            .path
            .replace("{id}", thing)
            .replace("{user_id}", thing)
            .replace("{variant}", "thumb");
        let mut statuses = Vec::new();
        for role in roles {
            let browser = self.others.iter().find(|(known, ..)| *known == role);
            let browser = browser.map_or(&self.owner, |(_, browser, _)| browser);
            let answer = browser.status(operation.method.clone(), &path, None).await;
            statuses.push(answer.as_u16());
        }
        let nobody = self.server.browser();
        let answer = nobody.status(operation.method.clone(), &path, None).await;
        assert_eq!(answer, 401, "{}", operation.id);
        statuses
    }
}

fn operation(id: &str) -> Operation {
    let mut all = operations().into_iter();
    all.find(|operation| operation.id == id).unwrap()
}

async fn put(browser: &Browser, path: &str, body: Option<Value>) {
    let answer = browser.send(Method::PUT, path, body, &[]).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
}

#[tokio::test]
async fn everybody_may_do_what_their_relation_to_the_owner_allows_and_nothing_else() {
    let world = World::new().await;
    let roles = || ROLES.into_iter().filter(|role| *role != Role::Named);
    let mut wrong = Vec::new();
    for (id, expected) in TABLE {
        world.restore().await;
        let statuses = world
            .try_out(&operation(id), &world.owner_id, roles())
            .await;
        if statuses != expected {
            wrong.push(format!("{id}: {statuses:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn everybody_sees_the_posts_and_pictures_that_are_for_them_and_no_others() {
    let world = World::new().await;
    world.restore().await;
    let mut wrong = Vec::new();
    for (audience, expected) in ON_A_POST {
        let post = world.post(audience).await;
        let picture = id(&post["media"][0]);
        for (operation_id, thing) in [
            ("posts.show", &id(&post)),
            ("media.show", &picture),
            ("media.read", &picture),
        ] {
            let statuses = world
                .try_out(&operation(operation_id), thing, ROLES.into_iter())
                .await;
            if statuses != expected {
                wrong.push(format!(
                    "{operation_id} for {audience}: {statuses:?} instead of {expected:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{ROLES:?}\n{}", wrong.join("\n"));
}
