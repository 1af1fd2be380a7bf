//! What those may do who stand to a group in some way, on a group that all find and on a hidden one.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use super::{Operation, id, operations};
use crate::{
    events::{planned, soon},
    posts::png,
    support::{Answer, Browser, Server},
};

/// How somebody stands to the group, in the order in which they try: the owner, whose acts end most, comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Outsider,
    Banned,
    Invited,
    Requested,
    Member,
    Moderator,
    Owner,
}

pub(super) const ROLES: [Role; 7] = [
    Role::Outsider,
    Role::Banned,
    Role::Invited,
    Role::Requested,
    Role::Member,
    Role::Moderator,
    Role::Owner,
];

/// What comes back for each of [`ROLES`].
pub(super) type Statuses = [u16; 7];

/// What is sent besides the address.
#[derive(Debug, Clone, Copy)]
enum Sent {
    Nothing,
    Json(&'static str),
    Picture,
}
use Sent::{Json, Nothing, Picture};

const OWNER: Statuses = [403, 403, 403, 403, 403, 403, 200];
const OWNER_SILENTLY: Statuses = [403, 403, 403, 403, 403, 403, 204];
const MEMBERS: Statuses = [403, 403, 403, 403, 200, 200, 200];

const INSIDE: Statuses = [404, 404, 404, 404, 200, 200, 200];
const OWN_EVENT: Statuses = [404, 404, 404, 404, 403, 403, 200];

/// Every operation on a group that all find, with what comes back. Where the group is hidden, outsider and banned get
/// 404 instead, but for what ends something: they hear then, as of no group at all, that it is so.
const TABLE: [(&str, Sent, Statuses); 37] = [
    ("groups.show", Nothing, [200; 7]),
    ("groups.edit", Json(r#"{"description": "New"}"#), OWNER),
    ("groups.set_banner", Picture, OWNER),
    ("groups.remove_banner", Nothing, OWNER),
    ("groups.delete", Nothing, OWNER_SILENTLY),
    ("groups.transfer", Json(r#"{"user_id": "{other}"}"#), OWNER),
    ("groups.join", Nothing, [200, 403, 200, 200, 200, 200, 200]),
    ("groups.cancel_request", Nothing, [204; 7]),
    ("groups.leave", Nothing, [204, 204, 204, 204, 204, 204, 409]),
    ("groups.dismiss_suggestion", Nothing, [204; 7]),
    ("groups.members", Nothing, MEMBERS),
    ("feeds.group", Nothing, MEMBERS),
    ("feeds.group_pinned", Nothing, MEMBERS),
    ("feeds.group_media", Nothing, MEMBERS),
    ("groups.invited", Nothing, MEMBERS),
    ("groups.requests", Nothing, OWNER),
    ("groups.banned", Nothing, OWNER),
    (
        "groups.invite",
        Json(r#"{"user_ids": ["{spare}"]}"#),
        MEMBERS,
    ),
    ("groups.accept_request", Nothing, OWNER_SILENTLY),
    ("groups.decline_request", Nothing, OWNER_SILENTLY),
    (
        "groups.change_role",
        Json(r#"{"role": "moderator"}"#),
        OWNER_SILENTLY,
    ),
    ("groups.remove_member", Nothing, OWNER_SILENTLY),
    ("groups.ban", Nothing, OWNER_SILENTLY),
    ("groups.unban", Nothing, OWNER_SILENTLY),
    (
        "events.create",
        Json(r#"{"title": "Rehearsal", "starts_at": "{soon}", "time_zone": "UTC"}"#),
        [403, 403, 403, 403, 201, 201, 201],
    ),
    ("events.of_group", Nothing, MEMBERS),
    // On an event of the owner's.
    ("events.show", Nothing, INSIDE),
    ("events.edit", Json(r#"{"title": "Concert"}"#), OWN_EVENT),
    ("events.set_image", Picture, OWN_EVENT),
    ("events.remove_image", Nothing, OWN_EVENT),
    ("events.cancel", Nothing, OWN_EVENT),
    ("events.respond", Json(r#"{"response": "maybe"}"#), INSIDE),
    ("events.take_back", Nothing, INSIDE),
    ("events.participants", Nothing, INSIDE),
    ("events.calendar", Nothing, INSIDE),
    // On the invitation of who is invited, for whom alone it is there, but for members to take back.
    (
        "groups.accept_invitation",
        Nothing,
        [404, 404, 200, 404, 404, 404, 404],
    ),
    (
        "groups.withdraw_invitation",
        Nothing,
        [404, 404, 404, 404, 403, 204, 204],
    ),
];

/// As the last of [`TABLE`]; apart, because accepting is tried before.
const DECLINING: (&str, Sent, Statuses) = (
    "groups.decline_invitation",
    Nothing,
    [404, 404, 204, 404, 404, 404, 404],
);

/// On the post of that event.
const ON_POST: [(&str, Sent, Statuses); 9] = [
    ("posts.show", Nothing, INSIDE),
    ("posts.history", Nothing, INSIDE),
    (
        "posts.edit",
        Json(r#"{"content": "a"}"#),
        [404, 404, 404, 404, 403, 403, 409],
    ),
    ("posts.delete", Nothing, [404, 404, 404, 404, 403, 409, 409]),
    ("posts.pin", Nothing, [404, 404, 404, 404, 403, 204, 204]),
    (
        "posts.share",
        Json(r#"{"content": "a", "audience": "public"}"#),
        [404, 404, 404, 404, 403, 403, 201],
    ),
    (
        "comments.publish",
        Json(r#"{"content": "a"}"#),
        [404, 404, 404, 404, 201, 201, 201],
    ),
    ("reactions.set", Json(r#"{"kind": "like"}"#), INSIDE),
    (
        "bookmarks.add",
        Nothing,
        [404, 404, 404, 404, 204, 204, 204],
    ),
];

/// Lists of groups, and for each of [`ROLES`] whether it names a hidden group.
const LISTS: [(&str, [bool; 7]); 7] = [
    ("/groups/suggestions", [false; 7]),
    ("/groups", [false, false, true, true, true, true, true]),
    (
        "/groups?sort=newest",
        [false, false, true, true, true, true, true],
    ),
    (
        "/groups?q=choir",
        [false, false, true, true, true, true, true],
    ),
    (
        "/groups?mine=true",
        [false, false, false, false, true, true, true],
    ),
    (
        "/me/group-invitations",
        [false, false, true, false, false, false, false],
    ),
    (
        "/me/group-requests",
        [false, false, false, true, false, false, false],
    ),
];

pub(super) struct Crowd {
    server: Server,
    /// In the order of [`ROLES`].
    members: Vec<(Role, Browser, String)>,
    /// A member like others, on whom the others' acts are tried.
    other: (Browser, String),
    /// Who asks to join, and is let in or not.
    asker: (Browser, String),
    /// Somebody who is not in the group.
    spare: String,
}

/// A group in which everybody stands as their role says.
pub(super) struct Founded {
    group: String,
    event: String,
    post: String,
    invitation: String,
}

impl Founded {
    pub(super) fn group(&self) -> &str {
        &self.group
    }
}

impl Crowd {
    pub(super) async fn new() -> Self {
        let server = Server::start();
        let mut members = Vec::new();
        for role in ROLES {
            let (browser, id) = member(&server, &format!("the_{role:?}").to_lowercase()).await;
            members.push((role, browser, id));
        }
        let other = member(&server, "the_other").await;
        let asker = member(&server, "the_asker").await;
        let (_, spare) = member(&server, "the_spare").await;
        Self {
            server,
            members,
            other,
            asker,
            spare,
        }
    }

    fn of(&self, role: Role) -> (&Browser, &str) {
        let mut all = self.members.iter();
        let (_, browser, id) = all.find(|(of, ..)| *of == role).unwrap();
        (browser, id)
    }

    /// Those who try things, in the order of [`ROLES`].
    pub(super) fn browsers(&self) -> impl Iterator<Item = &Browser> {
        self.members.iter().map(|(_, browser, _)| browser)
    }

    /// A member like others, who tries nothing.
    pub(super) fn other(&self) -> &Browser {
        &self.other.0
    }

    pub(super) async fn found(&self, hidden: bool) -> Founded {
        let (owner, _) = self.of(Role::Owner);
        let body = json!({"title": "Harbour choir", "privacy": "open"});
        let created = owner.post("/groups", body).await;
        assert_eq!(created.status, 201, "{}", created.body);
        let group = id(&created.body);
        let path = |rest: &str| format!("/groups/{group}{rest}");
        for (joins, _) in [
            self.of(Role::Member),
            self.of(Role::Moderator),
            (&self.other.0, ""),
        ] {
            ok(&joins.post(&path("/join-requests"), json!({})).await);
        }
        let (_, moderator) = self.of(Role::Moderator);
        let (_, banned) = self.of(Role::Banned);
        let (invited, invited_id) = self.of(Role::Invited);
        let role = json!({"role": "moderator"});
        patch(owner, &path(&format!("/members/{moderator}")), role).await;
        let ban = path(&format!("/bans/{banned}"));
        ok(&owner.send(Method::PUT, &ban, None, &[]).await);
        patch(owner, &path(""), json!({"privacy": "request"})).await;
        for asks in [self.of(Role::Requested).0, &self.asker.0] {
            ok(&asks.post(&path("/join-requests"), json!({})).await);
        }
        let whom = json!({"user_ids": [invited_id]});
        ok(&owner.post(&path("/invitations"), whom).await);
        let seen = invited.get(&path("")).await.body;
        if hidden {
            patch(owner, &path(""), json!({"privacy": "hidden"})).await;
        }
        let event = planned(owner, &group, json!({})).await;
        Founded {
            post: event["post_id"].as_str().unwrap().to_owned(),
            event: id(&event),
            invitation: id(&seen["invitation"]),
            group,
        }
    }

    async fn try_out(&self, operation: &Operation, sent: Sent, on: &Founded) -> Vec<u16> {
        let asked = operation.path.contains("/join-requests/");
        let whom = if asked { &self.asker.1 } else { &self.other.1 };
        let thing = if operation.path.starts_with("/group-invitations/") {
            &on.invitation
        } else if operation.path.starts_with("/events/") {
            &on.event
        } else if operation.path.starts_with("/posts/") {
            &on.post
        } else {
            &on.group
        };
        let path = operation.path.replace("{id}", thing);
        let path = path.replace("{user_id}", whom);
        let mut statuses = Vec::new();
        for (number, (_, browser, _)) in (1..).zip(&self.members) {
            statuses.push(self.send(browser, operation, &path, sent, number).await);
        }
        let nobody = self.server.browser();
        let status = self.send(&nobody, operation, &path, sent, 9).await;
        assert_eq!(status, 401, "{}", operation.id);
        statuses
    }

    async fn send(
        &self,
        browser: &Browser,
        operation: &Operation,
        path: &str,
        sent: Sent,
        number: u8,
    ) -> u16 {
        let method = operation.method.clone();
        let status = match sent {
            Nothing => browser.status(method, path, None).await,
            Json(body) => {
                let body = body.replace("{other}", &self.other.1);
                let body = body.replace("{spare}", &self.spare);
                let body = body.replace("{soon}", &soon(30));
                let body = serde_json::from_str(&body).unwrap();
                browser.status(method, path, Some(body)).await
            }
            Picture => browser.upload(method, path, png(number), &[]).await.status,
        };
        status.as_u16()
    }
}

async fn member(server: &Server, name: &str) -> (Browser, String) {
    let browser = server.member(name).await;
    let id = id(&browser.get("/me").await.body);
    (browser, id)
}

async fn patch(browser: &Browser, path: &str, body: Value) {
    ok(&browser.send(Method::PATCH, path, Some(body), &[]).await);
}

fn ok(answer: &Answer) {
    assert!(answer.status.is_success(), "{}", answer.body);
}

fn is_on_a_group(operation: &Operation) -> bool {
    ["/groups/", "/group-invitations/", "/events/"]
        .iter()
        .any(|path| operation.path.starts_with(path))
        && operation.path.contains('{')
}

#[test]
fn the_table_names_every_operation_on_a_group_and_no_other() {
    let described: BTreeSet<String> = operations()
        .into_iter()
        .filter(is_on_a_group)
        .map(|operation| operation.id)
        .collect();
    let rows = TABLE.iter().chain([&DECLINING]);
    let tried: BTreeSet<String> = rows.map(|(id, ..)| (*id).to_owned()).collect();
    assert_eq!(tried, described);
}

#[tokio::test]
async fn everybody_may_do_in_a_group_what_their_role_allows_and_nothing_else() {
    let crowd = Crowd::new().await;
    let operations = operations();
    let mut wrong = Vec::new();
    for hidden in [false, true] {
        let rows = TABLE.into_iter().chain([DECLINING]).chain(ON_POST);
        for (id, sent, mut expected) in rows {
            // Whoever is in no group has left it, and so hears nothing of whether there is one.
            if hidden && !["groups.leave", "groups.cancel_request"].contains(&id) {
                expected[..2].fill(404);
            }
            let founded = crowd.found(hidden).await;
            let operation = operations.iter().find(|known| known.id == id).unwrap();
            let statuses = crowd.try_out(operation, sent, &founded).await;
            if statuses != expected {
                wrong.push(format!(
                    "{id}, hidden {hidden}: {statuses:?} instead of {expected:?}"
                ));
            }
            let (owner, _) = crowd.of(Role::Owner);
            owner.delete(&format!("/groups/{}", founded.group)).await;
        }
    }
    assert!(wrong.is_empty(), "{ROLES:?}\n{}", wrong.join("\n"));
}

#[tokio::test]
async fn moderators_decide_who_may_join_where_the_owner_lets_them() {
    let crowd = Crowd::new().await;
    let operations = operations();
    let (list, silently) = (
        [403, 403, 403, 403, 403, 200, 200],
        [403, 403, 403, 403, 403, 204, 204],
    );
    for (id, mut expected) in [
        ("groups.requests", list),
        ("groups.accept_request", silently),
        ("groups.decline_request", silently),
        // That is the owner's all the same.
        ("groups.ban", OWNER_SILENTLY),
    ] {
        for hidden in [false, true] {
            let founded = crowd.found(hidden).await;
            let (owner, _) = crowd.of(Role::Owner);
            let path = format!("/groups/{}", founded.group);
            patch(owner, &path, json!({"moderators_decide": true})).await;
            if hidden {
                expected[..2].fill(404);
            }
            let operation = operations.iter().find(|known| known.id == id).unwrap();
            let statuses = crowd.try_out(operation, Nothing, &founded).await;
            assert_eq!(statuses, expected, "{id}, hidden {hidden}");
        }
    }
}

#[tokio::test]
async fn lists_name_a_hidden_group_to_those_alone_who_may_know_of_it() {
    let crowd = Crowd::new().await;
    let founded = crowd.found(true).await;
    let mut wrong = Vec::new();
    for (path, expected) in LISTS {
        for ((role, browser, _), named) in crowd.members.iter().zip(expected) {
            let page = browser.get(path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            if names(&page.body, &founded.group) != named {
                wrong.push(format!("{path} for {role:?}: {}", page.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn lists_name_an_event_to_members_alone() {
    let crowd = Crowd::new().await;
    let founded = crowd.found(true).await;
    let mut named = Vec::new();
    for (_, browser, _) in &crowd.members {
        let page = browser.get("/me/events").await;
        assert_eq!(page.status, 200, "{}", page.body);
        named.push(names(&page.body, &founded.event));
    }
    assert_eq!(named, [false, false, false, false, true, true, true]);
}

#[tokio::test]
async fn the_banner_of_a_hidden_group_is_for_those_who_may_know_of_it() {
    let crowd = Crowd::new().await;
    let founded = crowd.found(true).await;
    let (owner, _) = crowd.of(Role::Owner);
    let path = format!("/groups/{}/banner", founded.group);
    let set = owner.upload(Method::PUT, &path, png(3), &[]).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let banner = set.body["banner_url"].as_str().unwrap();
    let mut statuses = Vec::new();
    for (_, browser, _) in &crowd.members {
        let read = browser.bytes(Method::GET, banner, &[]).await;
        statuses.push(read.0.as_u16());
    }
    assert_eq!(statuses, [404, 404, 200, 200, 200, 200, 200], "{ROLES:?}");
}

fn names(page: &Value, group: &str) -> bool {
    let items = page["items"].as_array().unwrap();
    items.iter().any(|item| item["id"] == group)
}
