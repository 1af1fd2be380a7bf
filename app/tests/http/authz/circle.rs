//! An owner with a private profile and a picture of themselves, and one member for each way to stand to them.

use reqwest::Method;
use serde_json::{Value, json};

use super::id;
use crate::{
    posts::{png, publish, upload},
    support::{Browser, Server},
};

/// How somebody stands to the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Stranger,
    Requested,
    Follower,
    Friend,
    /// A follower whom the post for selected people names.
    Named,
    Blocked,
    Owner,
}

pub(super) const ROLES: [Role; 7] = [
    Role::Stranger,
    Role::Requested,
    Role::Follower,
    Role::Friend,
    Role::Named,
    Role::Blocked,
    Role::Owner,
];

/// A member of the circle.
pub(super) struct Member {
    pub(super) role: Role,
    pub(super) browser: Browser,
    pub(super) id: String,
}

pub(super) struct Circle {
    pub(super) server: Server,
    /// In the order of [`ROLES`].
    pub(super) members: Vec<Member>,
    /// The picture of the owner.
    pub(super) avatar: String,
}

impl Circle {
    pub(super) async fn new() -> Self {
        let server = Server::start();
        let mut members = Vec::new();
        for role in ROLES {
            let browser = server.member(&format!("the_{role:?}").to_lowercase()).await;
            let id = id(&browser.get("/me").await.body);
            members.push(Member { role, browser, id });
        }
        let owner = &members[ROLES.len() - 1].browser;
        let mut privacy = owner.get("/me/privacy").await.body;
        privacy["is_private"] = json!(true);
        owner.put("/me/privacy", Some(privacy)).await;
        let sent = owner.upload(Method::PUT, "/me/avatar", png(9), &[]).await;
        assert_eq!(sent.status, 200, "{}", sent.body);
        let avatar = owner.get("/me").await.body["avatar_url"].clone();
        Self {
            server,
            members,
            avatar: avatar.as_str().unwrap().to_owned(),
        }
    }

    pub(super) fn owner(&self) -> &Member {
        self.member(Role::Owner)
    }

    pub(super) fn member(&self, role: Role) -> &Member {
        let mut all = self.members.iter();
        all.find(|member| member.role == role).unwrap()
    }

    /// Makes everybody stand to the owner as their role says, whatever was before: a block ends everything.
    pub(super) async fn restore(&self) {
        let owner = self.owner();
        for member in self.members.iter().filter(|one| one.role != Role::Owner) {
            let unblocked = member
                .browser
                .delete(&format!("/users/{}/block", owner.id))
                .await;
            assert!(matches!(unblocked.status.as_u16(), 200 | 404));
            let block = format!("/users/{}/block", member.id);
            owner.browser.put(&block, None).await;
            if member.role == Role::Blocked {
                continue;
            }
            assert_eq!(owner.browser.delete(&block).await.status, 200);
            let path = |act: &str| format!("/users/{}/{act}", owner.id);
            match member.role {
                Role::Requested => {
                    member.browser.put(&path("follow"), None).await;
                }
                Role::Follower | Role::Named => {
                    member.browser.put(&path("follow"), None).await;
                    self.accept("follow-requests", &member.id).await;
                }
                Role::Friend => {
                    member.browser.put(&path("friendship"), None).await;
                    self.accept("friend-requests", &member.id).await;
                }
                Role::Stranger | Role::Blocked | Role::Owner => {}
            }
        }
    }

    async fn accept(&self, requests: &str, who: &str) {
        let path = format!("/{requests}/{who}/accept");
        let answer = self.owner().browser.post(&path, json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    /// A post of the owner with a picture. Who is named has to follow at that time.
    pub(super) async fn publish(&self, audience: &str) -> Value {
        let owner = &self.owner().browser;
        let mut body = json!({
            "content": "Hello, #circle",
            "audience": audience,
            "media": [{"id": upload(owner, 1).await}],
            "poll": {"options": ["Tea", "Coffee"], "multiple": false, "results": "after_vote"},
        });
        if audience == "selected" {
            body["selected_user_ids"] = json!([self.member(Role::Named).id]);
        }
        publish(owner, body).await
    }
}
