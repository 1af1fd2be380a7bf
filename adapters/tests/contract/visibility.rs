//! The rule about who sees what is one: what the core decides and what the store selects agree for every viewer
//! and every post, on every way to the data, in worlds drawn by lot. Both engines get the same worlds.

mod circles;
mod picking;
mod polls;
mod previews;
mod reacting;
mod remarks;
mod sharing;
mod world;

use std::collections::BTreeSet;

use kith_adapters::sql::Database;
use kith_core::{
    audiences::Reach,
    posts::{Audience, AuthoredPost, can_see, listed_for},
    shared::{
        id::{MediaId, PostId, UserId},
        page::{After, Limit, Page},
        store::{Store as _, Tx},
    },
    tags::Tag,
};

use self::{
    circles::Circles,
    reacting::reactions,
    sharing::{pages, saved, shared},
    world::{TAGS, Told, World},
};
use crate::given;

crate::contract! {
    the_store_follows_the_rule_in_the_first_world,
    the_store_follows_the_rule_in_the_second_world,
    the_store_follows_the_rule_in_the_third_world,
}

async fn the_store_follows_the_rule_in_the_first_world(database: Database) {
    follows_the_rule(database, 1).await;
}

async fn the_store_follows_the_rule_in_the_second_world(database: Database) {
    follows_the_rule(database, 20_261_121).await;
}

async fn the_store_follows_the_rule_in_the_third_world(database: Database) {
    follows_the_rule(database, 0x5EED).await;
}

async fn follows_the_rule(database: Database, seed: u64) {
    let world = World::drawn(&database, seed).await;
    polls::are_held_for_those_who_see_them(&database, &world).await;
    remarks::are_made_by_those_who_see_what_they_are_on(&database, &world).await;
    sharing::is_for_those_who_see_the_post(&database, &world).await;
    let dismissed = picking::dismiss(&database, &world).await;
    let mut picked = 0;
    let mut tx = database.read().await.unwrap();
    let mut seen_of_others = BTreeSet::new();
    for viewer in world.users() {
        for told in &world.posts {
            let allowed = can_see(&world.viewer(viewer, told), &world.facts(told));
            single_post(tx.as_mut(), &world, viewer, told, allowed).await;
            reactions(tx.as_mut(), &world, viewer, told).await;
            previews::follow_the_rule(tx.as_mut(), viewer, told, allowed).await;
            if allowed && viewer != told.post.author {
                seen_of_others.insert(told.post.audience.as_str());
            }
        }
        lists(tx.as_mut(), &world, viewer).await;
        saved(tx.as_mut(), &world, viewer).await;
        shared(tx.as_mut(), &world, viewer).await;
        pages(tx.as_mut(), &world, viewer).await;
        picked += picking::follows_the_rule(tx.as_mut(), &world, &dismissed, viewer).await;
        if !world.is_suspended(viewer) {
            numbers(tx.as_mut(), &world, viewer).await;
        }
    }
    let not_only_me: BTreeSet<&str> = Audience::ALL
        .into_iter()
        .filter(|audience| *audience != Audience::OnlyMe)
        .map(Audience::as_str)
        .collect();
    assert_eq!(seen_of_others, not_only_me, "the world is not trivial");
    assert!(picked > 0, "nor is For you");
}

/// The post, the bytes of its picture, and to the author whom it names.
async fn single_post(tx: &mut dyn Tx, world: &World, viewer: UserId, told: &Told, allowed: bool) {
    let case = || format!("{viewer} and {:?}", told.post);
    let found = tx.visible_post(viewer, told.post.id).await.unwrap();
    assert_eq!(found.is_some(), allowed, "{}", case());
    let picture = tx.visible_media(viewer, told.picture).await.unwrap();
    assert_eq!(picture.is_some(), allowed, "picture: {}", case());
    remarks::follow_the_rule(tx, world, viewer, told, allowed).await;
    let history = tx.versions_of(viewer, told.post.id, None, limit()).await;
    let versions = if allowed { 2 } else { 0 };
    assert_eq!(history.unwrap().items.len(), versions, "{}", case());
    let Some(found) = found else { return };
    assert_eq!(found.post, told.post);
    polls::follow_the_rule(tx, world, viewer, told).await;
    let near = world.closeness(viewer, told.post.author);
    assert_eq!(found.closeness, near, "{}", case());
    let mentions = tx.mentions_of(viewer, &[told.post.id]).await.unwrap();
    let mentions: BTreeSet<UserId> = mentions.into_iter().map(|(_, one)| one.user.id).collect();
    let shown = world.shown_mentions(viewer, told);
    assert_eq!(mentions, shown, "mentions: {}", case());
    if viewer == told.post.author {
        let unreached = tx.unreached_by(told.post.id).await.unwrap();
        let unreached: BTreeSet<UserId> = unreached.into_iter().map(|one| one.id).collect();
        let reached = |user: &UserId| can_see(&world.viewer(*user, told), &world.facts(told));
        let expected = shown.into_iter().filter(|user| !reached(user));
        assert_eq!(unreached, expected.collect(), "unreached: {}", case());
        let names = tx.selected_of(&[told.post.id]).await.unwrap();
        let names: BTreeSet<UserId> = names.into_iter().map(|(_, name)| name.id).collect();
        assert!(names.into_iter().eq(world.shown_names(told)), "{}", case());
    }
}

/// The posts and pictures of each member, their number, and home.
async fn lists(tx: &mut dyn Tx, world: &World, viewer: UserId) {
    let mut all = BTreeSet::new();
    let mut of_followed = BTreeSet::new();
    for author in world.users() {
        let case = format!("of {author} for {viewer}");
        let listed = listed(world, viewer, author);
        // What is in groups stands in those, and at home.
        let (in_groups, listed): (Vec<&Told>, Vec<&Told>) = listed
            .into_iter()
            .partition(|told| told.post.group.is_some());
        let (posts, pictures): (Vec<PostId>, Vec<MediaId>) = listed
            .iter()
            .map(|told| (told.post.id, told.picture))
            .unzip();
        let pinned = tx.pin_of(viewer, author).await.unwrap();
        let pinned = pinned.map(|found| found.post.id);
        let expected = world.pinned(author).filter(|id| posts.contains(id));
        assert_eq!(pinned, expected, "pinned {case}");
        let mut others = posts.clone();
        others.retain(|id| Some(*id) != pinned);
        assert_eq!(
            wall(tx, viewer, author, pinned).await,
            others,
            "posts {case}"
        );
        assert_eq!(
            gallery(tx, viewer, author).await,
            pictures,
            "pictures {case}"
        );
        let count = tx.count_posts(author, viewer).await.unwrap();
        assert_eq!(count, u64::try_from(posts.len()).unwrap(), "count {case}");
        let count = tx.count_pictures(author, viewer).await.unwrap();
        assert_eq!(count, u64::try_from(pictures.len()).unwrap(), "{case}");
        if viewer == author || world.has_at_home(viewer, author) {
            of_followed.extend(posts.iter().copied());
        }
        let in_groups: Vec<PostId> = in_groups.iter().map(|told| told.post.id).collect();
        if !world.mutes(viewer, author) {
            of_followed.extend(in_groups.iter().copied());
        }
        all.extend(in_groups);
        all.extend(posts);
    }
    for group in Circles::all() {
        let inside = |told: &&Told| {
            told.post.group == Some(group)
                && listed_for(&world.viewer(viewer, told), &world.facts(told))
                && !world.mutes(viewer, told.post.author)
        };
        let expected: Vec<MediaId> = world
            .posts
            .iter()
            .rev()
            .filter(inside)
            .map(|told| told.picture)
            .collect();
        let everything = Limit::new(100).unwrap();
        let page = tx
            .pictures_in(group, viewer, None, everything)
            .await
            .unwrap();
        assert_eq!(page.next, None, "a page holds them all");
        let found: Vec<MediaId> = page.items.iter().map(|one| one.media.id).collect();
        assert_eq!(found, expected, "pictures in {group} for {viewer}");
    }
    for tag in TAGS {
        let rule = |told: &&Told| {
            let facts = world.facts(told);
            told.tags.contains(tag)
                && listed_for(&world.viewer(viewer, told), &facts)
                && !world.mutes(viewer, told.post.author)
        };
        let expected: Vec<PostId> = world
            .posts
            .iter()
            .rev()
            .filter(rule)
            .map(|told| told.post.id)
            .collect();
        assert_eq!(
            tagged(tx, viewer, tag).await,
            expected,
            "#{tag} for {viewer}"
        );
    }
    let at_home = home(tx, viewer).await;
    let newest_first: Vec<PostId> = of_followed.into_iter().rev().collect();
    assert_eq!(at_home, newest_first, "home of {viewer}");
    let home = everyones(tx, viewer).await;
    assert!(home.is_sorted_by(|one, next| one > next), "{home:?}");
    let strange: Vec<&PostId> = home.iter().filter(|id| !all.contains(id)).collect();
    assert!(strange.is_empty(), "home of {viewer} has {strange:?}");
    for told in listed(world, viewer, viewer) {
        assert!(
            home.contains(&told.post.id),
            "home of {viewer} lacks {:?}",
            told.post
        );
    }
}

/// The numbers that the composer shows are the numbers of those who would see the post.
async fn numbers(tx: &mut dyn Tx, world: &World, author: UserId) {
    let named: BTreeSet<UserId> = world.users().into_iter().step_by(2).collect();
    let count = |audience| {
        let told = Told {
            post: given::post(1, author, audience),
            picture: MediaId::new(1),
            names: named.clone(),
            comment: world.posts[0].comment.clone(),
            mentions: BTreeSet::new(),
            tags: BTreeSet::new(),
        };
        let sees = |viewer: &UserId| {
            *viewer != author
                && !world.is_suspended(*viewer)
                && can_see(&world.viewer(*viewer, &told), &world.facts(&told))
        };
        u64::try_from(world.users().iter().filter(|viewer| sees(viewer)).count()).unwrap()
    };
    let expected = Reach {
        // Whom others block they are not told: who blocks the author is counted.
        public: count(Audience::Public) + blocked_by_others(world, author),
        followers: count(Audience::Followers),
        friends: count(Audience::Friends),
        selected: count(Audience::Selected),
    };
    let asked: Vec<UserId> = named.iter().copied().collect();
    let members = tx.count_members().await.unwrap();
    assert_eq!(
        tx.reach(author, &asked, members).await.unwrap(),
        expected,
        "of {author}"
    );
}

fn blocked_by_others(world: &World, author: UserId) -> u64 {
    let users = world.users();
    let blocks =
        |other: &&UserId| !world.is_suspended(**other) && world.pair(**other, author).mine.blocking;
    u64::try_from(users.iter().filter(blocks).count()).unwrap()
}

/// What the rule lists, newest first.
fn listed(world: &World, viewer: UserId, author: UserId) -> Vec<&Told> {
    let rule = |told: &&Told| {
        told.post.author == author && listed_for(&world.viewer(viewer, told), &world.facts(told))
    };
    world.posts.iter().rev().filter(rule).collect()
}

async fn wall(
    tx: &mut dyn Tx,
    viewer: UserId,
    author: UserId,
    pinned: Option<PostId>,
) -> Vec<PostId> {
    every(async |after| {
        let page = tx.profile_posts(viewer, author, pinned, after, limit());
        ids_of(&page.await.unwrap())
    })
    .await
}

/// What home shows who follows nobody.
async fn everyones(tx: &mut dyn Tx, viewer: UserId) -> Vec<PostId> {
    every(async |after| {
        let page = tx.everyones_posts(viewer, None, after, limit()).await;
        ids_of(&page.unwrap())
    })
    .await
}

/// The feed of a tag, whose number of posts is the one that is told.
async fn tagged(tx: &mut dyn Tx, viewer: UserId, tag: &str) -> Vec<PostId> {
    let tag = Tag::parse(tag).unwrap();
    let posts = every(async |after| {
        let page = tx.tagged_posts(viewer, &tag, None, after, limit()).await;
        ids_of(&page.unwrap())
    })
    .await;
    let count = tx.count_tagged(viewer, &tag, 1_000).await.unwrap();
    assert_eq!(count, u32::try_from(posts.len()).unwrap());
    posts
}

async fn home(tx: &mut dyn Tx, viewer: UserId) -> Vec<PostId> {
    every(async |after| {
        let page = tx.home_posts(viewer, None, after, limit()).await;
        ids_of(&page.unwrap())
    })
    .await
}

/// Every page but the last is full: nothing is filtered after a page was cut.
fn ids_of(page: &Page<AuthoredPost>) -> (Vec<PostId>, After) {
    assert!(page.next.is_none() || page.items.len() == limit().get());
    let ids = page.items.iter().map(|found| found.post.id);
    (ids.collect(), page.next)
}

async fn gallery(tx: &mut dyn Tx, viewer: UserId, author: UserId) -> Vec<MediaId> {
    every(async |after| {
        let rows = tx
            .pictures_by(author, viewer, after, limit())
            .await
            .unwrap();
        let ids: Vec<MediaId> = rows.iter().map(|row| row.media.id).collect();
        let next = ids.last().map(|last| last.get());
        (ids, next)
    })
    .await
}

/// What is on all pages of a list.
async fn every<T>(mut read: impl AsyncFnMut(After) -> (Vec<T>, After)) -> Vec<T> {
    let mut all = Vec::new();
    let mut after: After = None;
    loop {
        let (items, next) = read(after).await;
        all.extend(items);
        if next.is_none() {
            return all;
        }
        after = next;
    }
}

fn limit() -> Limit {
    Limit::new(7).unwrap()
}
