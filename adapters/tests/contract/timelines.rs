//! Home: after any sequence of acts and posts it holds what the rule lists of those one follows, once each.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use async_trait::async_trait;
use kith_adapters::sql::Database;
use kith_core::{
    feeds::{FeedPolicy, TimelinesFollow, TrimTimelines},
    posts::{Audience, Post, PostFacts, Viewer, listed_for},
    relations::{Act, FollowState, Pair},
    shared::{
        event::Event,
        id::{PostId, UserId},
        page::{After, Limit},
        ports::Ports,
        relay::{Consumer, Handled, Place, Relay, Step},
        store::{Store as _, StoreError, Tx},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};

use crate::{
    draw::Draw,
    given,
    relations::{as_actor, relations},
};

crate::contract! {
    home_is_what_the_rule_lists_of_those_one_follows,
    the_same_with_authors_whose_posts_are_merged_when_home_is_read,
    the_same_with_timelines_that_are_cut_off,
    the_same_with_both,
    pages_neither_repeat_nor_skip_while_posts_are_spread,
    what_a_timeline_hears_twice_changes_nothing,
    home_ends_above_a_given_post,
}

const MEMBERS: i64 = 7;
const DEEDS: usize = 160;
/// Nobody here has that many followers.
const NEVER: u32 = 1_000;

/// A relay that keeps timelines, and a bell that rings when it has come to the end of the line.
struct Line {
    relay: Relay,
    bell: Arc<Bell>,
    database: Database,
}

/// Hears how far the relay has come.
#[derive(Default)]
struct Bell(AtomicI64);

#[async_trait]
impl Consumer for Bell {
    fn name(&self) -> &'static str {
        "bell"
    }

    async fn handle(
        &self,
        _tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        if let Event::ProfileChanged { user } = event {
            self.0.store(user.get(), Ordering::SeqCst);
        }
        Ok(Handled::LIGHTLY)
    }
}

impl Line {
    fn new(database: &Database, policy: FeedPolicy) -> Self {
        let ports = ports(database);
        let timelines = TimelinesFollow::new(policy);
        let bell = Arc::new(Bell::default());
        Self {
            relay: Relay::new(ports, vec![Arc::new(timelines), bell.clone()]),
            bell,
            database: database.clone(),
        }
    }

    /// Hands on everything that has happened. PostgreSQL lists an event once no older transaction is open on the
    /// server, those of other tests included: an event of our own tells when all earlier ones have come.
    async fn drain(&mut self) {
        let mark = self.bell.0.load(Ordering::SeqCst) + 1;
        let mut tx = self.database.write().await.unwrap();
        tx.emit(Event::ProfileChanged {
            user: UserId::new(mark),
        })
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let come = tokio::time::timeout(std::time::Duration::from_mins(1), async {
            while self.bell.0.load(Ordering::SeqCst) < mark {
                match self.relay.step().await {
                    Step::Settled(_) => {}
                    Step::Idle => tokio::task::yield_now().await,
                    Step::Pause(_) => panic!("a consumer failed"),
                }
            }
        });
        come.await.expect("the relay comes to the end of the line");
    }
}

fn ports(database: &Database) -> Ports {
    Ports {
        store: Arc::new(database.clone()),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    }
}

const fn policy(pull_above: u32, timeline_length: u32) -> FeedPolicy {
    FeedPolicy {
        pull_above,
        timeline_length,
    }
}

/// A post that is told to the relay.
async fn publish(database: &Database, post: &Post) {
    let mut tx = database.write().await.unwrap();
    tx.insert_post(post).await.unwrap();
    tx.emit(Event::PostPublished { post: post.id })
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn home(database: &Database, viewer: UserId, since: Option<PostId>) -> Vec<i64> {
    let limit = Limit::new(4).unwrap();
    let mut read = Vec::new();
    let mut after: After = None;
    let mut tx = database.read().await.unwrap();
    loop {
        let page = tx.home_posts(viewer, since, after, limit).await.unwrap();
        assert!(page.next.is_none() || page.items.len() == limit.get());
        read.extend(page.items.iter().map(|found| found.post.id.get()));
        after = page.next;
        if after.is_none() {
            return read;
        }
    }
}

async fn pair(database: &Database, viewer: UserId, author: UserId) -> Pair {
    let mut tx = database.read().await.unwrap();
    tx.pair(viewer, author).await.unwrap()
}

/// Random acts and posts, with the relay running and timelines being cut now and then.
async fn live(database: &Database, seed: u64, policy: FeedPolicy) {
    let mut draw = Draw::new(seed);
    let mut members = Vec::new();
    for id in 1..=MEMBERS {
        members.push(given::member(database, id, false).await);
    }
    let relations = relations(database);
    let mut line = Line::new(database, policy);
    let trim = TrimTimelines::new(ports(database), policy);
    let mut cut = 0;
    let mut posts: Vec<Post> = Vec::new();
    for deed in 0..DEEDS {
        let one = draw.of(&members);
        let other = draw.of(&members);
        if draw.one_in(3) {
            let audiences = [
                Audience::Public,
                Audience::Followers,
                Audience::Friends,
                Audience::Unlisted,
                Audience::OnlyMe,
            ];
            let id = 1_000 + i64::try_from(deed).unwrap();
            let post = given::post(id, one, draw.of(&audiences));
            publish(database, &post).await;
            posts.push(post);
        } else {
            // Blocks are rare, or nothing else would be left.
            let act = match draw.of(&Act::ALL) {
                Act::Block if !draw.one_in(4) => Act::Befriend,
                act => act,
            };
            // What is refused is refused: the table of transitions has its own tests.
            drop(relations.change.run(&as_actor(one), other, act).await);
        }
        if draw.one_in(5) {
            line.drain().await;
        }
        if draw.one_in(15) {
            cut += trim.run().await.unwrap();
        }
    }
    line.drain().await;
    let mut shown = 0;
    for viewer in &members {
        let mut expected = Vec::new();
        for post in posts.iter().rev() {
            let pair = pair(database, *viewer, post.author).await;
            let follows = pair.mine.follow == FollowState::Following && !pair.mine.muting;
            let facts = PostFacts {
                author: post.author,
                author_suspended: false,
                audience: post.audience,
                deleted: false,
            };
            let asks = Viewer {
                user: *viewer,
                closeness: pair.closeness(),
                named: false,
                belongs: false,
            };
            if (follows || *viewer == post.author) && listed_for(&asks, &facts) {
                expected.push(post.id.get());
            }
        }
        shown += expected.len();
        let read = home(database, *viewer, None).await;
        assert_eq!(read, expected, "seed {seed}, home of {viewer}");
    }
    assert!(shown > posts.len(), "the world is not trivial: {shown}");
    assert_eq!(cut > 0, policy.timeline_length < NEVER);
}

async fn home_is_what_the_rule_lists_of_those_one_follows(database: Database) {
    live(&database, 3, policy(NEVER, NEVER)).await;
}

async fn the_same_with_authors_whose_posts_are_merged_when_home_is_read(database: Database) {
    live(&database, 4, policy(1, NEVER)).await;
}

async fn the_same_with_timelines_that_are_cut_off(database: Database) {
    live(&database, 5, policy(NEVER, 4)).await;
}

async fn the_same_with_both(database: Database) {
    live(&database, 6, policy(3, 4)).await;
}

async fn pages_neither_repeat_nor_skip_while_posts_are_spread(database: Database) {
    let reader = given::member(&database, 1, false).await;
    let small = given::member(&database, 3, false).await;
    let big = given::member(&database, 5, false).await;
    let fan = given::member(&database, 7, false).await;
    let relations = relations(&database);
    for (who, whom) in [(reader, small), (reader, big), (fan, big)] {
        relations
            .change
            .run(&as_actor(who), whom, Act::Follow)
            .await
            .unwrap();
    }
    let mut line = Line::new(&database, policy(1, NEVER));
    line.drain().await;
    for number in 0..60 {
        let author = [reader, small, big][usize::try_from(number % 3).unwrap()];
        publish(
            &database,
            &given::post(100 + number, author, Audience::Followers),
        )
        .await;
    }
    line.drain().await;
    let writer = tokio::spawn({
        let database = database.clone();
        async move {
            for number in 0..60 {
                let author = [small, big][usize::try_from(number % 2).unwrap()];
                publish(
                    &database,
                    &given::post(1_000 + number, author, Audience::Public),
                )
                .await;
                line.drain().await;
            }
        }
    });
    let mut read = Vec::new();
    let mut after = None;
    loop {
        let mut tx = database.read().await.unwrap();
        let page = tx
            .home_posts(reader, None, after, Limit::new(3).unwrap())
            .await
            .unwrap();
        read.extend(page.items.iter().map(|found| found.post.id.get()));
        after = page.next;
        drop(tx);
        tokio::task::yield_now().await;
        if after.is_none() {
            break;
        }
    }
    writer.await.unwrap();
    assert!(
        read.is_sorted_by(|newer, older| newer > older),
        "newest first, nothing twice: {read:?}"
    );
    let there: Vec<i64> = read.into_iter().filter(|id| *id < 1_000).collect();
    assert_eq!(there, (100..160).rev().collect::<Vec<i64>>());
}

async fn what_a_timeline_hears_twice_changes_nothing(database: Database) {
    let reader = given::member(&database, 1, false).await;
    let author = given::member(&database, 3, false).await;
    relations(&database)
        .change
        .run(&as_actor(reader), author, Act::Follow)
        .await
        .unwrap();
    publish(&database, &given::post(9, author, Audience::Public)).await;
    let consumer = TimelinesFollow::new(policy(NEVER, NEVER));
    let events = [
        Event::PostPublished {
            post: PostId::new(9),
        },
        Event::FollowStarted {
            follower: reader,
            followed: author,
            was_requested: false,
        },
    ];
    for event in events.iter().chain(&events) {
        let mut tx = database.write().await.unwrap();
        consumer.handle(tx.as_mut(), event, None).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(home(&database, reader, None).await, [9]);
    let ended = Event::FollowEnded {
        follower: reader,
        followed: author,
    };
    let mut tx = database.write().await.unwrap();
    consumer.handle(tx.as_mut(), &ended, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(home(&database, reader, None).await, [0; 0]);
}

async fn home_ends_above_a_given_post(database: Database) {
    let reader = given::member(&database, 1, false).await;
    for id in [5, 6, 7] {
        publish(&database, &given::post(id, reader, Audience::OnlyMe)).await;
    }
    let since = Some(PostId::new(5));
    assert_eq!(home(&database, reader, since).await, [7, 6]);
    let mut tx = database.read().await.unwrap();
    let page = tx
        .everyones_posts(reader, since, Some(7), Limit::default())
        .await
        .unwrap();
    let read: Vec<i64> = page.items.iter().map(|found| found.post.id.get()).collect();
    assert_eq!(read, [6]);
    assert!(!tx.follows_anyone(reader).await.unwrap());
}
