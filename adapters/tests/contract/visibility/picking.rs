//! For you in the world that is drawn by lot: what it may show is what the rule lists, of those who are near or open to all.

use std::collections::BTreeSet;

use kith_adapters::sql::Database;
use kith_core::{
    posts::listed_for,
    relations::Closeness,
    shared::{
        id::{PostId, UserId},
        store::{Store as _, Tx},
    },
};
use time::Duration;

use super::world::{Told, World};
use crate::given::now;

/// Whom each member dismissed.
pub(super) type Dismissed = BTreeSet<(UserId, UserId)>;

/// Everybody dismisses every fourth of the others, as far as there is anybody to dismiss.
pub(super) async fn dismiss(database: &Database, world: &World) -> Dismissed {
    let mut dismissed = Dismissed::new();
    let mut tx = database.write().await.unwrap();
    for (place, viewer) in world.users().into_iter().enumerate() {
        for other in world.users().into_iter().skip(place % 4).step_by(4) {
            if tx.dismiss_suggestion(viewer, other).await.unwrap() {
                dismissed.insert((viewer, other));
            }
        }
    }
    tx.commit().await.unwrap();
    assert!(!dismissed.is_empty());
    dismissed
}

/// Asked for all posts there are, both ways to For you give those of the rule, and no others.
pub(super) async fn follows_the_rule(
    tx: &mut dyn Tx,
    world: &World,
    dismissed: &Dismissed,
    viewer: UserId,
) -> usize {
    let shown = |told: &&Told| {
        let author = told.post.author;
        let is_near = world.closeness(viewer, author) >= Closeness::Follower;
        let is_open = !world.is_private(author) && !dismissed.contains(&(viewer, author));
        author != viewer
            && !world.mutes(viewer, author)
            && (is_near || is_open || told.post.group.is_some())
            && listed_for(&world.viewer(viewer, told), &world.facts(told))
    };
    let expected: Vec<PostId> = world
        .posts
        .iter()
        .rev()
        .filter(shown)
        .map(|told| told.post.id)
        .collect();
    let all: Vec<PostId> = world.posts.iter().rev().map(|told| told.post.id).collect();
    let picked = tx.picked_posts(viewer, &all, all.len()).await.unwrap();
    let picked: Vec<PostId> = picked.iter().map(|found| found.post.id).collect();
    assert_eq!(picked, expected, "picked for {viewer}");
    let strangers = world.users();
    let candidates = tx
        .candidates(viewer, &strangers, &all, now().plus(-Duration::WEEK))
        .await
        .unwrap();
    let candidates: BTreeSet<PostId> = candidates.iter().map(|one| one.post).collect();
    let expected: BTreeSet<PostId> = expected.into_iter().collect();
    assert_eq!(candidates, expected, "candidates for {viewer}");
    expected.len()
}
