//! The rule about who sees what is one: what the core decides and what the store selects agree for every viewer
//! and every post.

use kith_adapters::sql::Database;
use kith_core::{
    posts::{Audience, AuthoredPost, Post, PostFacts, Viewer, can_see, listed_for},
    relations::Closeness,
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::{Store as _, Tx},
    },
};

use crate::given;

crate::contract! {
    the_store_shows_what_the_rule_allows,
    lists_hold_exactly_what_the_rule_lists,
}

const MEMBERS: usize = 9;
const POSTS: usize = 120;

/// `SplitMix64` (Steele, Lea, Flood 2014): the same world for the same seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }

    fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

struct World {
    members: Vec<UserId>,
    posts: Vec<(Post, PostFacts)>,
}

async fn world(database: &Database, seed: u64) -> World {
    let mut draw = Draw(seed);
    let mut members = Vec::new();
    for id in (1..).take(MEMBERS) {
        let suspended = draw.one_in(4);
        members.push((given::member(database, id, suspended).await, suspended));
    }
    let mut posts = Vec::new();
    for id in (1..).take(POSTS) {
        let (author, author_suspended) = members[draw.below(MEMBERS)];
        let audience = Audience::ALL[draw.below(Audience::ALL.len())];
        let deleted = draw.one_in(5);
        let deleted_at = deleted.then(given::now);
        let post = Post {
            deleted_at,
            ..given::post(id, author, audience)
        };
        given::published(database, &post).await;
        let facts = PostFacts {
            author,
            author_suspended,
            audience,
            deleted,
        };
        posts.push((post, facts));
    }
    let members = members.into_iter().map(|(member, _)| member).collect();
    World { members, posts }
}

impl World {
    /// Nothing joins these members yet.
    fn viewer(&self, user: UserId) -> Viewer {
        debug_assert!(self.members.contains(&user));
        Viewer {
            user,
            closeness: Closeness::Stranger,
            named: false,
        }
    }

    /// What the rule lists for `viewer`, newest first.
    fn listed(&self, viewer: UserId, author: Option<UserId>) -> Vec<PostId> {
        let by_author = |facts: &PostFacts| author.is_none_or(|author| facts.author == author);
        self.posts
            .iter()
            .rev()
            .filter(|(_, facts)| by_author(facts) && listed_for(&self.viewer(viewer), facts))
            .map(|(post, _)| post.id)
            .collect()
    }
}

async fn the_store_shows_what_the_rule_allows(database: Database) {
    let world = world(&database, 1).await;
    let mut tx = database.read().await.unwrap();
    let mut seen = 0;
    for viewer in &world.members {
        for (post, facts) in &world.posts {
            let found = tx.visible_post(*viewer, post.id).await.unwrap();
            assert_eq!(
                found.is_some(),
                can_see(&world.viewer(*viewer), facts),
                "{viewer} and {facts:?}"
            );
            if let Some(found) = found {
                assert_eq!((&found.post, found.author.id), (post, facts.author));
                seen += 1;
            }
        }
    }
    assert!(
        seen > 100 && seen < MEMBERS * POSTS,
        "the world is not trivial: {seen}"
    );
}

async fn lists_hold_exactly_what_the_rule_lists(database: Database) {
    let world = world(&database, 2).await;
    let mut tx = database.read().await.unwrap();
    for viewer in &world.members {
        let home = all_pages(tx.as_mut(), *viewer, None).await;
        assert_eq!(home, world.listed(*viewer, None), "home of {viewer}");
        for author in &world.members {
            let wall = all_pages(tx.as_mut(), *viewer, Some(*author)).await;
            let expected = world.listed(*viewer, Some(*author));
            assert_eq!(wall, expected, "posts of {author} for {viewer}");
        }
    }
}

/// Every page but the last is full: nothing is filtered after a page was cut.
async fn all_pages(tx: &mut dyn Tx, viewer: UserId, author: Option<UserId>) -> Vec<PostId> {
    let limit = Limit::new(4).unwrap();
    let mut ids = Vec::new();
    let mut after: After = None;
    loop {
        let page: Page<AuthoredPost> = match author {
            None => tx.home_posts(viewer, after, limit).await.unwrap(),
            Some(author) => tx
                .profile_posts(viewer, author, after, limit)
                .await
                .unwrap(),
        };
        assert!(page.next.is_none() || page.items.len() == limit.get());
        ids.extend(page.items.iter().map(|found| found.post.id));
        after = page.next;
        if after.is_none() {
            return ids;
        }
    }
}
