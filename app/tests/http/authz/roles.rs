//! What those may do who stand to the owner in some way: tried on the owner's private profile.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::Value;

use super::{
    Operation,
    circle::{Circle, ROLES},
    operations,
};

/// What comes back for each of [`ROLES`].
type Statuses = [u16; 7];

const ON_A_PRIVATE_PROFILE: Statuses = [403, 403, 200, 200, 200, 404, 200];
const ABOUT_OTHERS: Statuses = [200, 200, 200, 200, 200, 404, 403];
/// The owner asked nobody; with a friend everything is accepted already.
const OF_A_FRIEND: Statuses = [404, 404, 404, 200, 404, 404, 403];

/// Every operation on a member, with what comes back.
const TABLE: [(&str, Statuses); 21] = [
    ("profiles.show", [200, 200, 200, 200, 200, 404, 200]),
    ("profiles.media", ON_A_PRIVATE_PROFILE),
    ("feeds.profile", ON_A_PRIVATE_PROFILE),
    ("relations.followers", ON_A_PRIVATE_PROFILE),
    ("relations.following", ON_A_PRIVATE_PROFILE),
    ("relations.friends", ON_A_PRIVATE_PROFILE),
    ("relations.mutuals", ON_A_PRIVATE_PROFILE),
    (
        "relations.dismiss_suggestion",
        [204, 204, 204, 204, 204, 404, 404],
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
    ("relations.accept_follow", OF_A_FRIEND),
    ("relations.accept_friendship", OF_A_FRIEND),
];

/// Lists that the members of the circle ask for, and for each of [`ROLES`] whether the owner is in it.
const LISTS: [(&str, [bool; 7]); 9] = [
    (
        "/search?q=the_owner",
        [true, true, true, true, true, false, true],
    ),
    (
        "/follow-requests/outgoing",
        [false, true, false, false, false, false, false],
    ),
    ("/follow-requests", [false; 7]),
    ("/friend-requests", [false; 7]),
    ("/friend-requests/outgoing", [false; 7]),
    (
        "/users/{me}/following",
        [false, false, true, true, true, false, false],
    ),
    (
        "/users/{me}/followers",
        [false, false, false, true, false, false, false],
    ),
    (
        "/users/{me}/friends",
        [false, false, false, true, false, false, false],
    ),
    // Nobody who asks, follows or is blocked is suggested to; nor is a private profile to a stranger.
    ("/users/suggestions", [false; 7]),
];

/// Operations on a member, as against those on a post, a picture or oneself.
fn is_on_a_member(operation: &Operation) -> bool {
    let in_a_group = operation.path.starts_with("/groups/");
    operation.path.contains("{user_id}") && !in_a_group
        || operation.path.starts_with("/users/") && operation.path.contains("{id}")
}

#[test]
fn the_table_names_every_operation_on_a_member_and_no_other() {
    let described: BTreeSet<String> = operations()
        .into_iter()
        .filter(is_on_a_member)
        .map(|operation| operation.id)
        .collect();
    let tried: BTreeSet<String> = TABLE.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(tried, described);
}

#[tokio::test]
async fn everybody_may_do_what_their_relation_to_the_owner_allows_and_nothing_else() {
    let circle = Circle::new().await;
    let operations = operations();
    let mut wrong = Vec::new();
    for (id, expected) in TABLE {
        circle.restore().await;
        let operation = operations.iter().find(|known| known.id == id).unwrap();
        let statuses = try_out(&circle, operation).await;
        if statuses != expected {
            wrong.push(format!("{id}: {statuses:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{ROLES:?}\n{}", wrong.join("\n"));
}

/// What everybody gets; nobody in particular gets 401.
async fn try_out(circle: &Circle, operation: &Operation) -> Vec<u16> {
    let owner = &circle.owner().id;
    let path = operation.path.replace("{id}", owner);
    let path = path.replace("{user_id}", owner);
    let mut statuses = Vec::new();
    for member in &circle.members {
        let method = operation.method.clone();
        let status = member.browser.status(method, &path, None).await;
        statuses.push(status.as_u16());
    }
    let nobody = circle.server.browser();
    let status = nobody.status(operation.method.clone(), &path, None).await;
    assert_eq!(status, 401, "{}", operation.id);
    statuses
}

#[tokio::test]
async fn lists_name_the_owner_to_those_alone_whom_it_concerns() {
    let circle = Circle::new().await;
    circle.restore().await;
    let mut wrong = Vec::new();
    for (path, expected) in LISTS {
        for (member, named) in circle.members.iter().zip(expected) {
            let page = member.browser.get(&path.replace("{me}", &member.id)).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
            if names(&page.body, &circle.owner().id) != named {
                wrong.push(format!("{path} for {:?}: {}", member.role, page.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a page has this member among its items, bare or wrapped.
fn names(page: &Value, member: &str) -> bool {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .any(|item| item["id"] == member || item["user"]["id"] == member)
}

#[tokio::test]
async fn the_picture_of_the_owner_is_for_everybody_who_finds_them() {
    let circle = Circle::new().await;
    circle.restore().await;
    let mut statuses = Vec::new();
    for member in &circle.members {
        let read = member.browser.bytes(Method::GET, &circle.avatar, &[]).await;
        statuses.push(read.0.as_u16());
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 404, 200], "{ROLES:?}");
    let nobody = circle.server.browser();
    let read = nobody.bytes(Method::GET, &circle.avatar, &[]).await;
    assert_eq!(read.0, 401);
}
