//! What is said in a group, tried by those who stand to it in some way: a post by a member like others, with a picture and a
//! question, and what another of them said to it.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    group_roles::{Crowd, ROLES, Statuses},
    id,
};
use crate::posts::{publish, upload};

/// For members alone; what changes nothing, or what each does for themselves.
const INSIDE: Statuses = [404, 404, 404, 404, 200, 200, 200];
const INSIDE_SILENTLY: Statuses = [404, 404, 404, 404, 204, 204, 204];
/// Nobody changes what another says, or spreads it.
const NOT_THEIRS: Statuses = [404, 404, 404, 404, 403, 403, 403];
/// Who keeps order takes it away; then it is gone, for the owner too.
const KEEPING_ORDER: Statuses = [404, 404, 404, 404, 403, 204, 404];

/// Method, address, what is sent, and what comes back for each of [`ROLES`].
const TABLE: [(&str, &str, &str, Statuses); 24] = [
    ("GET", "/posts/{post}", "", INSIDE),
    ("GET", "/posts/{post}/history", "", INSIDE),
    ("GET", "/posts/{post}/comments", "", INSIDE),
    ("GET", "/posts/{post}/reactions", "", INSIDE),
    ("GET", "/posts/{post}/shares", "", INSIDE),
    ("GET", "/media/{picture}", "", INSIDE),
    ("GET", "/comments/{comment}", "", INSIDE),
    ("GET", "/comments/{comment}/replies", "", INSIDE),
    ("GET", "/comments/{comment}/reactions", "", INSIDE),
    (
        "PUT",
        "/posts/{post}/reaction",
        r#"{"kind": "like"}"#,
        INSIDE,
    ),
    ("DELETE", "/posts/{post}/reaction", "", INSIDE),
    (
        "PUT",
        "/comments/{comment}/reaction",
        r#"{"kind": "like"}"#,
        INSIDE,
    ),
    ("DELETE", "/comments/{comment}/reaction", "", INSIDE),
    (
        "PUT",
        "/posts/{post}/poll/vote",
        r#"{"option_ids": ["{option}"]}"#,
        INSIDE,
    ),
    ("PUT", "/posts/{post}/bookmark", "", INSIDE_SILENTLY),
    (
        "POST",
        "/posts/{post}/comments",
        r#"{"content": "a"}"#,
        [404, 404, 404, 404, 201, 201, 201],
    ),
    (
        "POST",
        "/posts/{post}/shares",
        r#"{"audience": "only_me"}"#,
        NOT_THEIRS,
    ),
    ("PATCH", "/posts/{post}", r#"{"content": "a"}"#, NOT_THEIRS),
    (
        "PATCH",
        "/comments/{comment}",
        r#"{"content": "a"}"#,
        NOT_THEIRS,
    ),
    (
        "PUT",
        "/posts/{post}/pin",
        "",
        [404, 404, 404, 404, 403, 204, 204],
    ),
    (
        "DELETE",
        "/posts/{post}/pin",
        "",
        [404, 404, 404, 404, 403, 204, 204],
    ),
    ("DELETE", "/posts/{post}", "", KEEPING_ORDER),
    ("DELETE", "/comments/{comment}", "", KEEPING_ORDER),
    // What was not deleted stays as it is.
    (
        "POST",
        "/posts/{post}/restore",
        "{}",
        [404, 404, 404, 404, 403, 200, 200],
    ),
];

/// What is tried in a group.
struct Talk {
    post: Value,
    comment: String,
}

impl Talk {
    async fn of(crowd: &Crowd, group: &str) -> Self {
        let author = crowd.other();
        let body = json!({
            "content": "We sing on Tuesday",
            "group_id": group,
            "media": [{"id": upload(author, 1).await}],
            "poll": {"options": ["Bach", "Pärt"], "multiple": false, "results": "after_vote"},
        });
        let post = publish(author, body).await;
        let path = format!("/posts/{}/comments", id(&post));
        let said = author.post(&path, json!({"content": "At eight"})).await;
        assert_eq!(said.status, 201, "{}", said.body);
        Self {
            post,
            comment: id(&said.body),
        }
    }

    /// What is said of an address, or sent, about this.
    fn fill(&self, template: &str) -> String {
        template
            .replace("{post}", &id(&self.post))
            .replace("{picture}", &id(&self.post["media"][0]))
            .replace("{option}", &id(&self.post["poll"]["options"][0]))
            .replace("{comment}", &self.comment)
    }
}

#[tokio::test]
async fn what_is_said_in_a_group_is_for_its_members_and_in_the_hands_of_who_keeps_order() {
    let crowd = Crowd::new().await;
    let mut wrong = Vec::new();
    for hidden in [false, true] {
        let founded = crowd.found(hidden).await;
        for (method, template, sent, expected) in TABLE {
            let talk = Talk::of(&crowd, founded.group()).await;
            let path = talk.fill(template);
            let sent = talk.fill(sent);
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let mut statuses = Vec::new();
            for browser in crowd.browsers() {
                let body = (!sent.is_empty()).then(|| serde_json::from_str(&sent).unwrap());
                let status = browser.status(method.clone(), &path, body).await;
                statuses.push(status.as_u16());
            }
            if statuses != expected {
                wrong.push(format!(
                    "{method} {template}, hidden {hidden}: {statuses:?} instead of {expected:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{ROLES:?}\n{}", wrong.join("\n"));
}
