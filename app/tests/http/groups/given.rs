//! A group with members to begin with.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    posts::{publish, upload},
    support::{Answer, Browser, Server},
};

pub(super) struct Person {
    pub(super) browser: Browser,
    pub(super) id: String,
}

/// A group of three: who owns it, who keeps order in it, and who only belongs to it.
pub(super) struct Choir {
    pub(super) server: Server,
    pub(super) owner: Person,
    pub(super) moderator: Person,
    pub(super) member: Person,
    pub(super) group: String,
}

impl Choir {
    pub(super) async fn new() -> Self {
        let server = Server::start();
        let owner = person(&server, "owner").await;
        let moderator = person(&server, "moderator").await;
        let member = person(&server, "member").await;
        let group = found(&owner.browser, "Harbour choir").await;
        let choir = Self {
            server,
            owner,
            moderator,
            member,
            group,
        };
        choir.join(&choir.moderator).await;
        choir.join(&choir.member).await;
        let path = choir.path(&format!("/members/{}", choir.moderator.id));
        let role = json!({"role": "moderator"});
        ok(&choir.owner.send(Method::PATCH, &path, role).await);
        choir
    }

    /// Somebody who has nothing to do with it yet.
    pub(super) async fn person(&self, name: &str) -> Person {
        person(&self.server, name).await
    }

    /// The path of the group, or of something in it.
    pub(super) fn path(&self, rest: &str) -> String {
        format!("/groups/{}{rest}", self.group)
    }

    pub(super) async fn join(&self, who: &Person) {
        let path = self.path("/join-requests");
        ok(&who.browser.post(&path, json!({})).await);
    }

    pub(super) async fn leave(&self, who: &Person) {
        let path = self.path("/leave");
        ok(&who.browser.post(&path, json!({})).await);
    }

    /// Changes who finds it and how one joins.
    pub(super) async fn open_to(&self, privacy: &str) {
        let body = json!({"privacy": privacy});
        ok(&self.owner.send(Method::PATCH, &self.path(""), body).await);
    }

    /// A post in it that has everything that a post can have.
    pub(super) async fn publish(&self, author: &Person) -> Value {
        let browser = &author.browser;
        let body = json!({
            "content": "We sing on Tuesday, #choir",
            "group_id": self.group,
            "media": [{"id": upload(browser, 1).await}],
            "poll": {"options": ["Bach", "Pärt"], "multiple": false, "results": "after_vote"},
        });
        publish(browser, body).await
    }

    /// Whether a list has the post for somebody.
    pub(super) async fn lists(&self, who: &Person, list: &str, post: &Value) -> bool {
        let page = who.browser.get(list).await;
        assert_eq!(page.status, 200, "{list}: {}", page.body);
        let mut items = page.body["items"].as_array().unwrap().iter();
        items.any(|item| item["id"] == post["id"])
    }
}

impl Person {
    pub(super) async fn send(&self, method: Method, path: &str, body: Value) -> Answer {
        self.browser.send(method, path, Some(body), &[]).await
    }

    /// The status of reading what is at a path.
    pub(super) async fn reads(&self, path: &str) -> u16 {
        self.browser.get(path).await.status.as_u16()
    }
}

async fn person(server: &Server, name: &str) -> Person {
    let browser = server.member(name).await;
    let me = browser.get("/me").await.body;
    let id = id(&me).to_owned();
    Person { browser, id }
}

/// A group that lets in everybody; gives its id.
pub(super) async fn found(owner: &Browser, title: &str) -> String {
    let body = json!({"title": title, "privacy": "open"});
    let created = owner.post("/groups", body).await;
    assert_eq!(created.status, 201, "{}", created.body);
    id(&created.body).to_owned()
}

pub(super) async fn comment(who: &Person, post: &Value, content: &str) -> Value {
    let path = format!("{}/comments", path(post));
    let said = who.browser.post(&path, json!({"content": content})).await;
    assert_eq!(said.status, 201, "{}", said.body);
    said.body
}

pub(super) fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap()
}

/// The path of a post.
pub(super) fn path(post: &Value) -> String {
    format!("/posts/{}", id(post))
}

pub(super) fn ok(answer: &Answer) {
    assert!(answer.status.is_success(), "{}", answer.body);
}
