//! Who may do what: every operation of the API, on what belongs to a member, tried by nobody in particular, by a
//! stranger, by that member and by an administrator.

mod audiences;
mod circle;
mod group_roles;
mod group_talk;
mod roles;
mod table;

use std::collections::BTreeSet;

use kith::http::{Apis, openapi};
use reqwest::Method;
use serde_json::{Value, json};

use self::table::{Given, Row, Sent, Statuses, of_groups, of_members, of_posts, table};
use crate::{
    events::{planned, soon},
    posts::{png, publish, upload, upload_for},
    support::{Browser, PASSWORD, Server},
};

/// An operation as the document describes it.
struct Operation {
    id: String,
    method: Method,
    path: String,
}

fn operations() -> Vec<Operation> {
    let document = openapi::document::<Apis>().unwrap();
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations.push(Operation {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
            });
        }
    }
    operations
}

#[test]
fn the_table_names_every_operation_and_no_other() {
    let described: BTreeSet<String> = operations()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    let tried: BTreeSet<String> = table().into_iter().map(|(id, ..)| id.to_owned()).collect();
    assert_eq!(tried, described);
}

#[tokio::test]
async fn everybody_may_do_with_members_what_the_table_says_and_nothing_else() {
    hold_to(of_members()).await;
}

#[tokio::test]
async fn everybody_may_do_with_posts_what_the_table_says_and_nothing_else() {
    hold_to(of_posts()).await;
}

#[tokio::test]
async fn everybody_may_do_with_groups_what_the_table_says_and_nothing_else() {
    hold_to(of_groups()).await;
}

/// Each part is tried on a server of its own, so that they are tried at the same time.
async fn hold_to(rows: Vec<Row>) {
    let world = World::new().await;
    let operations = operations();
    let mut wrong = Vec::new();
    for (id, given, sent, expected) in rows {
        let operation = operations
            .iter()
            .find(|operation| operation.id == id)
            .unwrap();
        let statuses = world.try_out(operation, given, sent).await;
        if statuses != expected {
            wrong.push(format!(
                "{id} on {given:?}: {statuses:?} instead of {expected:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

struct World {
    server: Server,
    owner_id: String,
}

impl World {
    async fn new() -> Self {
        let server = Server::start();
        for name in ["the_admin", "the_stranger", "the_owner"] {
            server.member(name).await;
        }
        let (made, said) = server.kith(&["user", "make-admin", "the_admin"], "");
        assert!(made, "{said}");
        let owner = Self::log_in(&server, "the_owner").await;
        let owner_id = id(&owner.get("/me").await.body);
        Self { server, owner_id }
    }

    async fn log_in(server: &Server, login: &str) -> Browser {
        let browser = server.browser();
        let body = json!({"login": login, "password": PASSWORD});
        let answer = browser.post("/auth/login", body).await;
        assert_eq!(answer.status, 200, "{login}: {}", answer.body);
        browser
    }

    /// The owner comes last: what they do may end what it is done to.
    async fn try_out(&self, operation: &Operation, given: Given, sent: Sent) -> Statuses {
        let owner = Self::log_in(&self.server, "the_owner").await;
        let thing = self.make(&owner, given).await;
        let nobody = self.server.browser();
        let stranger = Self::log_in(&self.server, "the_stranger").await;
        let admin = Self::log_in(&self.server, "the_admin").await;
        let nobody = send(&nobody, operation, &thing, sent, 1).await;
        let stranger = send(&stranger, operation, &thing, sent, 2).await;
        let admin = send(&admin, operation, &thing, sent, 3).await;
        let owner = send(&owner, operation, &thing, sent, 4).await;
        [nobody, stranger, owner, admin]
    }

    /// Makes what is tried on; gives its id.
    async fn make(&self, owner: &Browser, given: Given) -> String {
        match given {
            Given::Nothing => String::new(),
            Given::Post(audience) => id(&post(owner, audience).await),
            Given::DeletedPost => id(&deleted(owner, post(owner, "public").await).await),
            Given::Comment(audience) => id(&comment(owner, audience).await),
            Given::DeletedComment => {
                id(&deleted_comment(owner, comment(owner, "public").await).await)
            }
            Given::CommentOnDeletedPost => {
                let comment = comment(owner, "public").await;
                deleted(owner, json!({"id": comment["post_id"]})).await;
                id(&comment)
            }
            Given::PictureOfComment(audience) => id(&comment(owner, audience).await["media"]),
            Given::PictureOfDeletedComment => {
                let comment = comment(owner, "public").await;
                id(&deleted_comment(owner, comment).await["media"])
            }
            Given::Poll(audience) => id(&poll(owner, audience).await),
            Given::AudienceChange => {
                post(owner, "public").await;
                let body = json!({"to": "friends", "preview": false});
                let changed = owner.post("/me/posts/audience", body).await;
                changed.body["change_id"].as_str().unwrap().to_owned()
            }
            Given::Upload => upload(owner, 1).await,
            Given::Picture(audience) => id(&post(owner, audience).await["media"][0]),
            Given::PictureOfDeletedPost => {
                id(&deleted(owner, post(owner, "public").await).await["media"][0])
            }
            Given::Session => {
                let other = Self::log_in(&self.server, "the_owner").await;
                let sessions = other.get("/auth/sessions").await.body;
                let all = sessions["items"].as_array().unwrap();
                id(all
                    .iter()
                    .find(|session| session["current"] == true)
                    .unwrap())
            }
            Given::Group => {
                let created = owner.post("/groups", json!({"title": "Choir"})).await;
                id(&created.body)
            }
            Given::Event => {
                let created = owner.post("/groups", json!({"title": "Choir"})).await;
                id(&planned(owner, &id(&created.body), json!({})).await)
            }
            Given::PostOfEvent => {
                let created = owner.post("/groups", json!({"title": "Choir"})).await;
                let event = planned(owner, &id(&created.body), json!({})).await;
                event["post_id"].as_str().unwrap().to_owned()
            }
            Given::Profile { private } => {
                let mut privacy = owner.get("/me/privacy").await.body;
                privacy["is_private"] = json!(private);
                let changed = owner
                    .send(Method::PUT, "/me/privacy", Some(privacy), &[])
                    .await;
                assert_eq!(changed.status, 200, "{}", changed.body);
                self.owner_id.clone()
            }
        }
    }
}

/// A post with a picture.
async fn post(owner: &Browser, audience: &str) -> Value {
    let media = json!([{"id": upload(owner, 1).await}]);
    let body = json!({"content": "Hello", "audience": audience, "media": media});
    publish(owner, body).await
}

/// A comment with a picture on a new post.
async fn comment(owner: &Browser, audience: &str) -> Value {
    let post = post(owner, audience).await;
    let media = upload_for(owner, "comment", 2).await;
    let body = json!({"content": "Hello", "media_id": media});
    let path = format!("/posts/{}/comments", id(&post));
    let answer = owner.post(&path, body).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

async fn deleted_comment(owner: &Browser, comment: Value) -> Value {
    let answer = owner.delete(&format!("/comments/{}", id(&comment))).await;
    assert_eq!(answer.status, 204);
    comment
}

async fn poll(owner: &Browser, audience: &str) -> Value {
    let poll = json!({"options": ["Tea", "Coffee"], "multiple": false, "results": "after_vote"});
    let body = json!({"content": "Which?", "audience": audience, "poll": poll});
    publish(owner, body).await
}

async fn deleted(owner: &Browser, post: Value) -> Value {
    let answer = owner.delete(&format!("/posts/{}", id(&post))).await;
    assert_eq!(answer.status, 204);
    post
}

fn id(thing: &Value) -> String {
    thing["id"].as_str().unwrap().to_owned()
}

async fn send(
    browser: &Browser,
    operation: &Operation,
    thing: &str,
    sent: Sent,
    number: u8,
) -> u16 {
    let path = operation
        .path
        .replace("{id}", thing)
        .replace("{user_id}", thing)
        .replace("{variant}", "thumb")
        .replace("{tag}", "snow");
    let status = match sent {
        Sent::Nothing => browser.status(operation.method.clone(), &path, None).await,
        Sent::Json(body) => {
            let unique = format!("u{number}{}", operation.id.replace(['.', '_'], ""));
            let body = body
                .replace("{unique}", &unique)
                .replace("{soon}", &soon(30));
            let body = serde_json::from_str(&body).unwrap();
            browser
                .status(operation.method.clone(), &path, Some(body))
                .await
        }
        Sent::File => {
            browser
                .upload(operation.method.clone(), &path, png(number), &[])
                .await
                .status
        }
    };
    status.as_u16()
}
