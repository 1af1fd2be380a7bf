//! Shares, bookmarks, pins and histories in the world that is drawn by lot, and pages as they are shown.

use std::collections::{BTreeMap, BTreeSet};

use kith_adapters::sql::Database;
use kith_core::{
    posts::{PostView, can_see, listed_for, show_page},
    relations::Closeness,
    shared::{
        id::{PostId, UserId},
        page::Limit,
        store::{Store as _, Tx},
    },
};

use super::{
    every, ids_of, limit,
    world::{Told, World},
};
use crate::given::now;

impl World {
    /// The post that `author` pinned.
    pub(super) fn pinned(&self, author: UserId) -> Option<PostId> {
        self.pins.get(&author).copied()
    }

    /// The posts that were shared.
    pub(super) fn originals(&self) -> impl Iterator<Item = PostId> {
        self.posts.iter().filter_map(|told| told.post.original)
    }

    /// An earlier post, now and then, whoever may see it: what is shown of it is asked when it is read.
    pub(super) fn something_to_share(&mut self) -> Option<PostId> {
        let place = self.draw.below(self.posts.len().max(1) * 3);
        let told = self.posts.get(place)?;
        told.post.original.is_none().then_some(told.post.id)
    }

    /// Everybody keeps every post, in the order of the posts, which all said something else before, and pins one of their
    /// own.
    pub(super) async fn keep_and_pin(&mut self) {
        let mut tx = self.database.write().await.unwrap();
        for (key, told) in (1..).zip(&self.posts) {
            let (id, author) = (told.post.id, told.post.author);
            tx.keep_version(id, key, now()).await.unwrap();
            for user in self.users() {
                tx.add_bookmark(user, id, key).await.unwrap();
            }
            tx.pin_post(author, id).await.unwrap();
            self.pins.insert(author, id);
        }
        tx.commit().await.unwrap();
    }

    /// How often a post was shared, as `viewer` is told.
    fn told_shares(&self, viewer: UserId, original: PostId) -> usize {
        let counts = |told: &&Told| {
            let by = told.post.author;
            told.post.original == Some(original)
                && told.post.counts_as_share()
                && !self.is_suspended(by)
                && self.closeness(viewer, by) != Closeness::Severed
        };
        self.posts.iter().filter(counts).count()
    }
}

/// Who may not see a post may not share it.
pub(super) async fn is_for_those_who_see_the_post(database: &Database, world: &World) {
    for viewer in world.users() {
        let mut tx = database.write().await.unwrap();
        for told in &world.posts {
            let allowed = can_see(&world.viewer(viewer, told), &world.facts(told));
            let found = tx.post_to_share(viewer, told.post.id).await.unwrap();
            assert_eq!(found.is_some(), allowed, "{viewer} and {:?}", told.post);
        }
    }
}

/// Everybody keeps every post: what they may see is listed, what was kept last first.
pub(super) async fn saved(tx: &mut dyn Tx, world: &World, viewer: UserId) {
    let kept = every(async |after| {
        let page = tx.bookmarked_posts(viewer, after, limit()).await;
        ids_of(&page.unwrap())
    })
    .await;
    let seen = |told: &&Told| can_see(&world.viewer(viewer, told), &world.facts(told));
    let seen = world.posts.iter().rev().filter(seen);
    assert!(
        kept.into_iter().eq(seen.map(|told| told.post.id)),
        "{viewer}"
    );
}

/// What is inside of shares, and the shares of each post.
pub(super) async fn shared(tx: &mut dyn Tx, world: &World, viewer: UserId) {
    let may = |told: &&Told| listed_for(&world.viewer(viewer, told), &world.facts(told));
    let all: Vec<PostId> = world.posts.iter().map(|told| told.post.id).collect();
    let inside = tx.originals(viewer, &all).await.unwrap();
    let inside: BTreeSet<PostId> = inside.iter().map(|found| found.post.id).collect();
    let expected = world.posts.iter().filter(may).map(|told| told.post.id);
    assert!(inside.into_iter().eq(expected), "inside for {viewer}");
    let originals: BTreeSet<PostId> = world.originals().collect();
    assert!(!originals.is_empty());
    for original in originals {
        let shares = every(async |after| {
            let page = tx.shares_of(viewer, original, after, limit()).await;
            ids_of(&page.unwrap())
        })
        .await;
        let of_it = |told: &&Told| told.post.original == Some(original) && may(told);
        let expected = world.posts.iter().rev().filter(of_it);
        let expected: Vec<PostId> = expected.map(|told| told.post.id).collect();
        assert_eq!(shares, expected, "shares of {original} for {viewer}");
    }
}

/// A page of all that the viewer sees, with everything that hangs on the posts and on what is inside of them.
pub(super) async fn pages(tx: &mut dyn Tx, world: &World, viewer: UserId) {
    let most = Limit::new(100).unwrap();
    let all: BTreeMap<PostId, &Told> = world
        .posts
        .iter()
        .map(|told| (told.post.id, told))
        .collect();
    let page = tx.bookmarked_posts(viewer, None, most).await.unwrap();
    let page = show_page(tx, viewer, page, now()).await.unwrap();
    for view in &page.items {
        let inside = view.shared.as_deref();
        let expected = view.post.original.filter(|original| {
            let told = all[original];
            listed_for(&world.viewer(viewer, told), &world.facts(told))
        });
        let found = inside.map(|inside| inside.post.id);
        assert_eq!(found, expected, "inside of {:?} for {viewer}", view.post);
        for seen in [Some(view), inside].into_iter().flatten() {
            is_whole(world, viewer, all[&seen.post.id], seen);
        }
    }
}

fn is_whole(world: &World, viewer: UserId, told: &Told, view: &PostView) {
    let case = format!("{:?} for {viewer}", view.post);
    let pictures: Vec<_> = view.media.iter().map(|media| media.id).collect();
    assert_eq!(pictures, [told.picture], "{case}");
    assert!(view.poll.is_some(), "{case}");
    let standing = view.standing;
    assert!(standing.bookmarked, "{case}");
    let is_pinned = world.pinned(view.post.author) == Some(view.post.id);
    assert_eq!(standing.pinned, is_pinned, "{case}");
    let shares = world.told_shares(viewer, view.post.id);
    assert_eq!(standing.shares, u64::try_from(shares).unwrap(), "{case}");
}
