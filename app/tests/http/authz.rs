//! Who may do what: every operation of the API, on what belongs to a member, tried by nobody in particular, by a
//! stranger, by that member and by an administrator.

use std::collections::BTreeSet;

use kith::http::{Apis, openapi};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    posts::{png, publish, upload},
    support::{Browser, PASSWORD, Server},
};

/// What an operation is tried on; all of it is the owner's.
#[derive(Debug, Clone, Copy)]
enum Given {
    /// Nothing in particular.
    Nothing,
    /// A post for this audience.
    Post(&'static str),
    /// A post that was deleted just now.
    DeletedPost,
    /// A picture that is attached to nothing.
    Upload,
    /// A picture in a post for this audience.
    Picture(&'static str),
    /// A picture in a post that was deleted just now.
    PictureOfDeletedPost,
    /// Another session.
    Session,
    /// The profile, private or not.
    Profile { private: bool },
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
enum Sent {
    /// No body.
    Nothing,
    /// JSON, in which `{unique}` stands for a word that is another each time.
    Json(&'static str),
    /// A picture, as a form.
    File,
}

/// What comes back for nobody, a stranger, the owner, an administrator.
type Statuses = [u16; 4];

const EVERYBODY: Statuses = [200; 4];
const MEMBERS: Statuses = [401, 200, 200, 200];
const OWNER: Statuses = [401, 404, 200, 404];
const NOT_EVEN_OWNER: Statuses = [401, 404, 404, 404];
/// What is on a private profile.
const PRIVATE: Statuses = [401, 403, 200, 403];

/// A token that was never given out.
const NO_TOKEN: &str = r#"{"token": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
const NO_RESET: &str = r#"{"token": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "new_password": "plum tractor hums"}"#;
const REGISTRATION: &str = r#"{"email": "{unique}@example.org", "password": "plum tractor sings", "first_name": "A",
    "last_name": "B", "date_of_birth": "1990-12-10", "gender": "other"}"#;
const EMAIL_CHANGE: &str =
    r#"{"new_email": "{unique}@example.org", "password": "plum tractor sings"}"#;
const WRONG_PASSWORD: &str = r#"{"login": "the_owner", "password": "not the password"}"#;
const RIGHT_PASSWORD: &str = r#"{"login": "the_owner", "password": "plum tractor sings"}"#;
const PASSWORD_CHANGE: &str =
    r#"{"current_password": "plum tractor sings", "new_password": "plum tractor sings"}"#;
const PRIVACY: &str = r#"{"is_private": false, "show_presence": true, "fields": {"email": "everyone",
    "date_of_birth": "everyone", "gender": "everyone", "location": "everyone", "job": "everyone",
    "friends": "everyone", "follows": "everyone", "media": "everyone"}}"#;

fn table() -> Vec<(&'static str, Given, Sent, Statuses)> {
    use Given::{
        DeletedPost, Nothing, Picture, PictureOfDeletedPost, Post, Profile, Session, Upload,
    };
    use Sent::{File, Json};
    let bare = Sent::Nothing;
    vec![
        ("accounts.register", Nothing, Json(REGISTRATION), [201; 4]),
        ("accounts.log_in", Nothing, Json(RIGHT_PASSWORD), EVERYBODY),
        ("accounts.log_in", Nothing, Json(WRONG_PASSWORD), [401; 4]),
        ("accounts.log_out", Nothing, bare, [401, 204, 204, 204]),
        ("accounts.session", Nothing, bare, MEMBERS),
        ("accounts.sessions", Nothing, bare, MEMBERS),
        ("accounts.end_session", Session, bare, [401, 404, 204, 404]),
        ("accounts.end_other_sessions", Nothing, bare, MEMBERS),
        (
            "accounts.change_password",
            Nothing,
            Json(PASSWORD_CHANGE),
            [401, 204, 204, 204],
        ),
        (
            "accounts.forgot_password",
            Nothing,
            Json(r#"{"email": "the_owner@example.org"}"#),
            [202; 4],
        ),
        ("accounts.reset_password", Nothing, Json(NO_RESET), [422; 4]),
        (
            "accounts.password_strength",
            Nothing,
            Json(r#"{"password": "plum"}"#),
            EVERYBODY,
        ),
        ("accounts.verify_email", Nothing, Json(NO_TOKEN), [422; 4]),
        (
            "accounts.resend_verification",
            Nothing,
            bare,
            [401, 202, 202, 202],
        ),
        (
            "accounts.change_email",
            Nothing,
            Json(EMAIL_CHANGE),
            [401, 202, 202, 202],
        ),
        ("accounts.site", Nothing, bare, EVERYBODY),
        ("profiles.own", Nothing, bare, MEMBERS),
        ("profiles.edit", Nothing, Json(r#"{"bio": "a"}"#), MEMBERS),
        ("profiles.set_avatar", Nothing, File, MEMBERS),
        ("profiles.remove_avatar", Nothing, bare, MEMBERS),
        ("profiles.set_cover", Nothing, File, MEMBERS),
        ("profiles.remove_cover", Nothing, bare, MEMBERS),
        ("profiles.privacy", Nothing, bare, MEMBERS),
        ("profiles.set_privacy", Nothing, Json(PRIVACY), MEMBERS),
        ("profiles.show", Profile { private: false }, bare, MEMBERS),
        ("profiles.show", Profile { private: true }, bare, MEMBERS),
        ("profiles.media", Profile { private: false }, bare, MEMBERS),
        ("profiles.media", Profile { private: true }, bare, PRIVATE),
        (
            "posts.publish",
            Nothing,
            Json(r#"{"content": "a", "audience": "public"}"#),
            [401, 201, 201, 201],
        ),
        ("posts.show", Post("public"), bare, MEMBERS),
        ("posts.show", Post("unlisted"), bare, MEMBERS),
        ("posts.show", Post("only_me"), bare, OWNER),
        ("posts.show", DeletedPost, bare, NOT_EVEN_OWNER),
        (
            "posts.edit",
            Post("public"),
            Json(r#"{"content": "b"}"#),
            OWNER,
        ),
        (
            "posts.edit",
            Post("unlisted"),
            Json(r#"{"content": "b"}"#),
            OWNER,
        ),
        (
            "posts.edit",
            Post("only_me"),
            Json(r#"{"content": "b"}"#),
            OWNER,
        ),
        (
            "posts.edit",
            DeletedPost,
            Json(r#"{"content": "b"}"#),
            NOT_EVEN_OWNER,
        ),
        ("posts.delete", Post("public"), bare, [401, 404, 204, 404]),
        ("posts.delete", Post("only_me"), bare, [401, 404, 204, 404]),
        ("posts.delete", DeletedPost, bare, NOT_EVEN_OWNER),
        ("posts.restore", DeletedPost, bare, OWNER),
        ("posts.restore", Post("public"), bare, OWNER),
        ("feeds.home", Nothing, bare, MEMBERS),
        ("feeds.profile", Profile { private: false }, bare, MEMBERS),
        ("feeds.profile", Profile { private: true }, bare, PRIVATE),
        ("media.upload", Nothing, File, [401, 201, 201, 201]),
        ("media.show", Upload, bare, OWNER),
        ("media.show", Picture("public"), bare, MEMBERS),
        ("media.show", Picture("unlisted"), bare, MEMBERS),
        ("media.show", Picture("only_me"), bare, OWNER),
        ("media.show", PictureOfDeletedPost, bare, NOT_EVEN_OWNER),
        ("media.read", Upload, bare, OWNER),
        ("media.read", Picture("public"), bare, MEMBERS),
        ("media.read", Picture("unlisted"), bare, MEMBERS),
        ("media.read", Picture("only_me"), bare, OWNER),
        ("media.read", PictureOfDeletedPost, bare, NOT_EVEN_OWNER),
        (
            "media.describe",
            Upload,
            Json(r#"{"alt_text": "a"}"#),
            OWNER,
        ),
        (
            "media.describe",
            Picture("public"),
            Json(r#"{"alt_text": "a"}"#),
            OWNER,
        ),
        ("media.delete", Upload, bare, [401, 404, 204, 404]),
        (
            "media.delete",
            Picture("public"),
            bare,
            [401, 404, 409, 404],
        ),
    ]
}

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
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let world = World::new().await;
    let operations = operations();
    let mut wrong = Vec::new();
    for (id, given, sent, expected) in table() {
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
        .replace("{variant}", "thumb");
    let status = match sent {
        Sent::Nothing => browser.status(operation.method.clone(), &path, None).await,
        Sent::Json(body) => {
            let unique = format!("u{number}{}", operation.id.replace(['.', '_'], ""));
            let body = serde_json::from_str(&body.replace("{unique}", &unique)).unwrap();
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
