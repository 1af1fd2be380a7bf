//! How many posts a profile has is how many its list holds, whatever was done to them.

use kith_adapters::sql::Database;
use kith_core::{
    audiences::{AudienceChange, PostFilter},
    posts::{Audience, Post},
    relations::Act,
    shared::{
        id::{AudienceChangeId, PostId, UserId},
        page::Limit,
        store::{Store as _, Tx},
    },
};

use crate::{
    draw::Draw,
    given::{self, now},
    relations::{as_actor, relations},
};

crate::contract! {
    a_count_is_what_the_list_holds_whatever_happens,
    what_was_there_before_counts_were_kept_is_counted,
    what_is_not_committed_is_not_counted,
}

const AUTHOR: UserId = UserId::new(1);
const FOLLOWER: UserId = UserId::new(2);
const FRIEND: UserId = UserId::new(3);
const VIEWERS: [UserId; 4] = [AUTHOR, FOLLOWER, FRIEND, UserId::new(4)];
const ALL: PostFilter = PostFilter {
    from: None,
    after: None,
    before: None,
};

async fn people(database: &Database) {
    for viewer in VIEWERS {
        given::member(database, viewer.get(), false).await;
    }
    for (who, whom, act) in [
        (FOLLOWER, AUTHOR, Act::Follow),
        (FRIEND, AUTHOR, Act::Befriend),
        (AUTHOR, FRIEND, Act::Befriend),
    ] {
        let relations = relations(database);
        let done = relations.change.run(&as_actor(who), whom, act).await;
        done.unwrap();
    }
}

/// What each of the viewers is told, which is what each of them can list.
async fn counts(database: &Database) -> [u64; 4] {
    let mut tx = database.read().await.unwrap();
    let mut counts = [0; 4];
    for (viewer, count) in VIEWERS.into_iter().zip(&mut counts) {
        *count = tx.count_posts(AUTHOR, viewer).await.unwrap();
        let listed = listed(tx.as_mut(), viewer).await;
        assert_eq!(*count, listed, "for {viewer}");
    }
    counts
}

async fn listed(tx: &mut dyn Tx, viewer: UserId) -> u64 {
    let limit = Limit::new(100).unwrap();
    let (mut after, mut found) = (None, 0);
    loop {
        let page = tx.profile_posts(viewer, AUTHOR, None, after, limit).await;
        let page = page.unwrap();
        found += u64::try_from(page.items.len()).unwrap();
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

/// An author at work.
struct Hand {
    draw: Draw,
    posts: Vec<PostId>,
    changes: Vec<AudienceChangeId>,
    next: i64,
}

impl Hand {
    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    fn new_post(&mut self) -> Post {
        let audience = self.draw.of(&Audience::ALL);
        let post = given::post(self.id(), AUTHOR, audience);
        self.posts.push(post.id);
        post
    }

    /// Names somebody where the post is for selected people.
    async fn name(&mut self, tx: &mut dyn Tx, post: &Post) {
        let named = self
            .draw
            .of(&[&[FOLLOWER][..], &[FRIEND], &[FOLLOWER, FRIEND]]);
        let named = match post.audience {
            Audience::Selected => named,
            _ => &[],
        };
        tx.set_selected(AUTHOR, post.id, named).await.unwrap();
    }

    /// One of the posts, changed.
    async fn edit(&mut self, tx: &mut dyn Tx, change: impl FnOnce(&mut Self, &mut Post)) {
        let id = self.draw.of(&self.posts);
        let mut post = tx.own_post(AUTHOR, id).await.unwrap().unwrap();
        change(self, &mut post);
        tx.update_post(&post).await.unwrap();
        self.name(tx, &post).await;
    }

    async fn act(&mut self, database: &Database) {
        if self.posts.is_empty() || self.draw.one_in(8) {
            let posts = [self.new_post(), self.new_post(), self.new_post()];
            return database.plant_posts(&posts).await.unwrap();
        }
        let mut held = database.write().await.unwrap();
        let tx = held.as_mut();
        match self.draw.below(12) {
            0..3 => {
                let post = self.new_post();
                tx.insert_post(&post).await.unwrap();
                self.name(tx, &post).await;
            }
            3..5 => {
                let other = |hand: &mut Self, post: &mut Post| {
                    post.audience = hand.draw.of(&Audience::ALL);
                };
                self.edit(tx, other).await;
            }
            5..7 => self.edit(tx, |_, post| post.deleted_at = Some(now())).await,
            7 => self.edit(tx, |_, post| post.deleted_at = None).await,
            8 => {
                self.edit(tx, |_, post| post.deleted_at = Some(now())).await;
                let id = self.draw.of(&self.posts);
                let post = tx.own_post(AUTHOR, id).await.unwrap().unwrap();
                if !post.is_live() {
                    tx.erase_content(id).await.unwrap();
                }
            }
            9 => {
                tx.narrow_public_posts(AUTHOR).await.unwrap();
            }
            10 => {
                let change = AudienceChange {
                    id: AudienceChangeId::new(self.id()),
                    author: AUTHOR,
                    to: self.draw.of(&Audience::ALL),
                    changed_at: now(),
                };
                tx.change_audiences(&change, &ALL).await.unwrap();
                self.changes.push(change.id);
            }
            _ => {
                if let Some(id) = self.changes.pop() {
                    let change = tx.audience_change(AUTHOR, id).await.unwrap().unwrap();
                    tx.undo_audience_change(&change).await.unwrap();
                }
            }
        }
        held.commit().await.unwrap();
    }
}

async fn a_count_is_what_the_list_holds_whatever_happens(database: Database) {
    people(&database).await;
    assert_eq!(counts(&database).await, [0; 4]);
    let mut hand = Hand {
        draw: Draw::new(12),
        posts: Vec::new(),
        changes: Vec::new(),
        next: 100,
    };
    let mut most = [0; 4];
    for _act in 0..150 {
        hand.act(&database).await;
        for (most, count) in most.iter_mut().zip(counts(&database).await) {
            *most = count.max(*most);
        }
    }
    assert!(most.iter().all(|most| *most > 5), "{most:?}");
}

/// One post for each audience, and a deleted one of each.
async fn posts_for_all(database: &Database) {
    let mut tx = database.write().await.unwrap();
    for (id, audience) in (100..).step_by(2).zip(Audience::ALL) {
        let post = given::post(id, AUTHOR, audience);
        let deleted = Post {
            deleted_at: Some(now()),
            ..given::post(id + 1, AUTHOR, audience)
        };
        for post in [post, deleted] {
            tx.insert_post(&post).await.unwrap();
        }
        if audience == Audience::Selected {
            let named = tx.set_selected(AUTHOR, PostId::new(id), &[FOLLOWER]).await;
            assert_eq!(named.unwrap(), [] as [usize; 0]);
        }
    }
    tx.commit().await.unwrap();
}

async fn what_was_there_before_counts_were_kept_is_counted(database: Database) {
    people(&database).await;
    posts_for_all(&database).await;
    let expected = [6, 3, 3, 1];
    assert_eq!(counts(&database).await, expected);
    let above = database.migrations().await.unwrap().len() - 22;
    database.migrate_down(above).await.unwrap();
    database.migrate_up().await.unwrap();
    assert_eq!(counts(&database).await, expected);
}

async fn what_is_not_committed_is_not_counted(database: Database) {
    people(&database).await;
    let post = given::post(100, AUTHOR, Audience::Public);
    let mut tx = database.write().await.unwrap();
    tx.insert_post(&post).await.unwrap();
    drop(tx);
    assert_eq!(counts(&database).await, [0; 4]);
    // Nor is what is not there.
    let mut tx = database.write().await.unwrap();
    tx.update_post(&post).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&database).await, [0; 4]);
}

/// Only PostgreSQL has several who write at a time.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_changes_several_posts_at_the_same_time_waits_and_is_counted() {
    crate::scratch::on_postgres(async |database| {
        people(&database).await;
        let ids: Vec<i64> = (100..106).collect();
        for (id, audience) in ids.iter().zip(Audience::ALL) {
            given::published(&database, &given::post(*id, AUTHOR, audience)).await;
        }
        let changing = ids.into_iter().map(|id| {
            let database = database.clone();
            tokio::spawn(async move {
                for audience in Audience::ALL.into_iter().cycle().take(20) {
                    let mut tx = database.write().await.unwrap();
                    let post = tx.own_post(AUTHOR, PostId::new(id)).await.unwrap();
                    let post = Post {
                        audience,
                        ..post.unwrap()
                    };
                    tx.update_post(&post).await.unwrap();
                    tx.commit().await.unwrap();
                }
            })
        });
        let changing: Vec<_> = changing.collect();
        for _turn in 0..20 {
            let mut tx = database.write().await.unwrap();
            tx.narrow_public_posts(AUTHOR).await.unwrap();
            tx.commit().await.unwrap();
        }
        for one in changing {
            one.await.unwrap();
        }
        assert_eq!(counts(&database).await[0], 6);
    })
    .await;
}
