//! What those may do who stand to the owner in some way: tried on the owner's private profile.

use reqwest::Method;
use serde_json::json;

use super::{Operation, id, operations};
use crate::support::{Browser, Server};

/// How somebody stands to the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Stranger,
    Requested,
    Follower,
    Friend,
    Blocked,
    Owner,
}

const ROLES: [Role; 6] = [
    Role::Stranger,
    Role::Requested,
    Role::Follower,
    Role::Friend,
    Role::Blocked,
    Role::Owner,
];

/// What comes back for each of [`ROLES`].
type Statuses = [u16; 6];

const ON_A_PRIVATE_PROFILE: Statuses = [403, 403, 200, 200, 404, 200];
const ABOUT_OTHERS: Statuses = [200, 200, 200, 200, 404, 403];

/// The operations on a member, with what comes back.
const TABLE: [(&str, Statuses); 20] = [
    ("profiles.show", [200, 200, 200, 200, 404, 200]),
    ("profiles.media", ON_A_PRIVATE_PROFILE),
    ("feeds.profile", ON_A_PRIVATE_PROFILE),
    ("relations.followers", ON_A_PRIVATE_PROFILE),
    ("relations.following", ON_A_PRIVATE_PROFILE),
    ("relations.friends", ON_A_PRIVATE_PROFILE),
    ("relations.mutuals", ON_A_PRIVATE_PROFILE),
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
                Role::Follower => {
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

    async fn try_out(&self, operation: &Operation) -> Statuses {
        self.restore().await;
        let path = operation
            .path
            .replace("{id}", &self.owner_id)
            .replace("{user_id}", &self.owner_id);
        let mut statuses = Statuses::default();
        for (status, role) in statuses.iter_mut().zip(ROLES) {
            let browser = self.others.iter().find(|(known, ..)| *known == role);
            let browser = browser.map_or(&self.owner, |(_, browser, _)| browser);
            let answer = browser
                .send(operation.method.clone(), &path, None, &[])
                .await;
            *status = answer.status.as_u16();
        }
        let nobody = self.server.browser();
        assert_eq!(
            nobody.status(operation.method.clone(), &path, None).await,
            401,
            "{}",
            operation.id
        );
        statuses
    }
}

async fn put(browser: &Browser, path: &str, body: Option<serde_json::Value>) {
    let answer = browser.send(Method::PUT, path, body, &[]).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
}

#[tokio::test]
async fn everybody_may_do_what_their_relation_to_the_owner_allows_and_nothing_else() {
    let world = World::new().await;
    let operations = operations();
    let mut wrong = Vec::new();
    for (id, expected) in TABLE {
        let operation = operations
            .iter()
            .find(|operation| operation.id == id)
            .unwrap();
        let statuses = world.try_out(operation).await;
        if statuses != expected {
            wrong.push(format!(
                "{id}: {statuses:?} instead of {expected:?} for {ROLES:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
