//! For you: what a list is made of, that it stays as it is, and what is shown of it.

mod groups;
mod lists;
mod making;
mod reading;
mod ties;

use std::sync::Arc;

use kith_adapters::sql::Database;
use kith_core::{
    feeds::{Feeds, ForYouPolicy, RefreshForYou},
    posts::{Audience, Post},
    profiles::Tag as InterestTag,
    reactions::{ReactionKind, Target},
    relations::Act,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        ports::Ports,
        store::Store as _,
    },
    tags::Tag,
    testing::{CountingIds, CountingRandom, FixedClock},
};
use time::Duration;

use crate::{
    given::{self, now},
    reactions::reactions,
    relations::{as_actor, relations},
};

const ME: UserId = UserId::new(1);
const POLICY: ForYouPolicy = ForYouPolicy {
    every: Duration::minutes(15),
};

/// The use cases on a database, and the clock that they go by.
struct Site {
    clock: Arc<FixedClock>,
    feeds: Feeds,
    refresh: RefreshForYou,
}

impl Site {
    fn new(database: &Database) -> Self {
        let clock = Arc::new(FixedClock::default());
        let ports = Ports {
            store: Arc::new(database.clone()),
            clock: clock.clone(),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(CountingRandom::default()),
        };
        Self {
            clock,
            feeds: Feeds::new(&ports, POLICY),
            refresh: RefreshForYou::new(ports, POLICY),
        }
    }
}

/// Members with public profiles.
async fn members(database: &Database, ids: &[i64]) {
    for id in ids {
        let account = given::account(*id, &format!("member{id}"));
        given::stored(database, &account).await;
    }
}

async fn act(database: &Database, who: i64, whom: i64, act: Act) {
    let who = as_actor(UserId::new(who));
    relations(database)
        .change
        .run(&who, UserId::new(whom), act)
        .await
        .unwrap();
}

async fn befriend(database: &Database, one: i64, other: i64) {
    act(database, one, other, Act::Befriend).await;
    act(database, other, one, Act::Befriend).await;
}

/// A public post, as old as `age`.
async fn publish(database: &Database, id: i64, author: i64, age: Duration) -> Post {
    let post = Post {
        created_at: now().plus(-age),
        ..given::post(id, UserId::new(author), Audience::Public)
    };
    given::published(database, &post).await;
    post
}

async fn tag(database: &Database, post: i64, tags: &[&str]) {
    let tags: Vec<Tag> = tags.iter().map(|tag| Tag::parse(tag).unwrap()).collect();
    let mut tx = database.write().await.unwrap();
    tx.set_post_tags(PostId::new(post), &tags).await.unwrap();
    tx.commit().await.unwrap();
}

async fn follow_tag(database: &Database, user: UserId, tag: &str) {
    let mut tx = database.write().await.unwrap();
    tx.follow_tag(user, &Tag::parse(tag).unwrap(), 7)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn be_interested(database: &Database, user: UserId, tags: &[&str]) {
    let raw: Vec<String> = tags.iter().map(ToString::to_string).collect();
    let mut tx = database.write().await.unwrap();
    let mut profile = tx.profile_to_change(user).await.unwrap().unwrap();
    profile.tags = InterestTag::parse_all(&raw).unwrap();
    tx.update_profile(&profile, now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn react(database: &Database, who: i64, post: i64) {
    let reactions = reactions(database);
    let target = Target::Post(PostId::new(post));
    reactions
        .react
        .run(
            &as_actor(UserId::new(who)),
            target,
            Some(ReactionKind::Like),
        )
        .await
        .unwrap();
}

fn a_week_ago() -> Timestamp {
    now().plus(-Duration::WEEK)
}
