//! A post for each audience, tried by everybody who can stand to its author in some way, on every way to it. The
//! author's profile is private: what is not on the profile for somebody may still be theirs to read by its address.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    circle::{Circle, Member, ROLES, Role},
    id,
};
use crate::support::eventually;

const HOME: &str = "/feeds/home";
const TAGGED: &str = "/feeds/tags/circle";

/// Who reads a post for each audience, in the order of [`ROLES`].
const READERS: [(&str, [bool; 7]); 6] = [
    ("public", [true, true, true, true, true, false, true]),
    ("unlisted", [true, true, true, true, true, false, true]),
    ("friends", [false, false, false, true, false, false, true]),
    ("selected", [false, false, false, false, true, false, true]),
    ("only_me", [false, false, false, false, false, false, true]),
    ("followers", [false, false, true, true, true, false, true]),
];

/// Whether a list has the post for somebody who may read it. What is unlisted is in none but the author's own. Who is not
/// let in is shown no profile, but has what is for everybody at home, following nobody yet, and under its tag.
fn is_listed(list: &str, audience: &str, role: Role) -> bool {
    match role {
        Role::Owner => true,
        Role::Follower | Role::Friend | Role::Named => audience != "unlisted",
        Role::Stranger | Role::Requested => [HOME, TAGGED].contains(&list) && audience == "public",
        Role::Blocked => false,
    }
}

/// What somebody gets on every way to a post by its address.
async fn by_address(member: &Member, post: &Value) -> Vec<(&'static str, u16)> {
    let (post_id, picture) = (id(post), &post["media"][0]);
    let browser = &member.browser;
    let file = picture["variants"]["thumb"].as_str().unwrap();
    let shown = browser.get(&format!("/posts/{post_id}")).await;
    let about = browser.get(&format!("/media/{}", id(picture))).await;
    let bytes = browser.bytes(Method::GET, file, &[]).await;
    let reaction = format!("/posts/{post_id}/reaction");
    let kind = Some(json!({"kind": "wow"}));
    let reacted = browser.status(Method::PUT, &reaction, kind).await;
    let reactors = browser.get(&format!("{reaction}s")).await;
    let comments = format!("/posts/{post_id}/comments");
    let listed = browser.get(&comments).await;
    let said = browser.post(&comments, json!({"content": "Hello"})).await;
    let taken_back = browser.delete(&reaction).await;
    let vote = json!({"option_ids": [post["poll"]["options"][0]["id"]]});
    let ballot = format!("/posts/{post_id}/poll/vote");
    let voted = browser.send(Method::PUT, &ballot, Some(vote), &[]).await;
    let shares = browser.get(&format!("/posts/{post_id}/shares")).await;
    let history = browser.get(&format!("/posts/{post_id}/history")).await;
    vec![
        ("shares", shares.status.as_u16()),
        ("history", history.status.as_u16()),
        ("vote", voted.status.as_u16()),
        ("post", shown.status.as_u16()),
        ("picture", about.status.as_u16()),
        ("file", bytes.0.as_u16()),
        ("reacting", reacted.as_u16()),
        ("who reacted", reactors.status.as_u16()),
        ("comments", listed.status.as_u16()),
        (
            "commenting",
            if said.status == 201 {
                200
            } else {
                said.status.as_u16()
            },
        ),
        ("taking back", taken_back.status.as_u16()),
    ]
}

/// What somebody gets who keeps the post, and who shares it.
async fn keeping_and_sharing(member: &Member, post: &Value) -> [u16; 2] {
    let path = format!("/posts/{}", id(post));
    let browser = &member.browser;
    let kept = browser.try_put(&format!("{path}/bookmark")).await;
    let share = json!({"audience": "only_me"});
    let shared = browser.post(&format!("{path}/shares"), share).await;
    [kept.status.as_u16(), shared.status.as_u16()]
}

/// What comes of that: what others wrote for few, or in no list, is not passed on.
fn keeps_and_shares(audience: &str, role: Role, reads: bool) -> [u16; 2] {
    let is_for_many = ["public", "followers", "friends"].contains(&audience);
    match (reads, role == Role::Owner || is_for_many) {
        (false, _) => [404, 404],
        (true, false) => [204, 403],
        (true, true) => [204, 201],
    }
}

/// Whether somebody finds a post inside of a share of it; `None` when the share is not for them.
async fn inside(member: &Member, share: &Value) -> Option<bool> {
    let found = member.browser.get(&format!("/posts/{}", id(share))).await;
    (found.status == 200).then(|| !found.body["shared_post"].is_null())
}

/// What somebody else gets who tries to make the post theirs.
async fn taking(member: &Member, post: &Value) -> [u16; 2] {
    let path = format!("/posts/{}", id(post));
    let change = json!({"audience": "public"});
    let edited = member
        .browser
        .send(Method::PATCH, &path, Some(change), &[])
        .await;
    let deleted = member.browser.delete(&path).await;
    [edited.status.as_u16(), deleted.status.as_u16()]
}

fn holds(page: &Value, post: &Value) -> bool {
    let items = page["items"].as_array().map(Vec::as_slice);
    let mut items = items.unwrap_or_default().iter();
    items.any(|item| item["id"] == post["id"])
}

#[tokio::test]
async fn each_audience_holds_on_every_way_to_a_post() {
    let circle = Circle::new().await;
    circle.restore().await;
    let mut wrong = Vec::new();
    for (audience, readers) in READERS {
        let post = circle.publish(audience).await;
        let shares = format!("/posts/{}/shares", id(&post));
        let everybody = json!({"audience": "public"});
        let share = circle.owner().browser.post(&shares, everybody).await.body;
        for (member, reads) in circle.members.iter().zip(readers) {
            let case = format!("{audience} for {:?}", member.role);
            let is_listed = audience != "unlisted" || member.role == Role::Owner;
            let has_inside = (member.role != Role::Blocked).then_some(reads && is_listed);
            assert_eq!(inside(member, &share).await, has_inside, "{case}");
            let expected = keeps_and_shares(audience, member.role, reads);
            assert_eq!(keeping_and_sharing(member, &post).await, expected, "{case}");
            for (way, status) in by_address(member, &post).await {
                if status != if reads { 200 } else { 404 } {
                    wrong.push(format!("{audience} for {:?}, {way}: {status}", member.role));
                }
            }
            if member.role != Role::Owner {
                let refusal = if reads { 403 } else { 404 };
                assert_eq!(taking(member, &post).await, [refusal; 2], "{case}");
            }
        }
        let nobody = circle.server.browser();
        let path = format!("/posts/{}", id(&post));
        assert_eq!(nobody.get(&path).await.status, 401);
    }
    assert!(wrong.is_empty(), "{ROLES:?}\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn each_audience_holds_in_every_list_of_posts() {
    let circle = Circle::new().await;
    circle.restore().await;
    let mut posts = Vec::new();
    for (audience, readers) in READERS {
        posts.push((audience, readers, circle.publish(audience).await));
    }
    // The last one is for all who follow: when each has it at home, they have whatever came before.
    let (.., last) = &posts[posts.len() - 1];
    for role in [Role::Follower, Role::Friend, Role::Named] {
        let home = || async { circle.member(role).browser.get(HOME).await.body };
        eventually(|| async { holds(&home().await, last).then_some(()) }).await;
    }
    let wall = format!("/users/{}/posts", circle.owner().id);
    let mut wrong = Vec::new();
    for (audience, readers, post) in &posts {
        for (member, reads) in circle.members.iter().zip(readers) {
            for list in [HOME, TAGGED, &wall] {
                let expected = *reads && is_listed(list, audience, member.role);
                let page = member.browser.get(list).await.body;
                if holds(&page, post) != expected {
                    wrong.push(format!("{audience} for {:?} in {list}", member.role));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
