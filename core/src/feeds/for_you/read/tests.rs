use std::sync::{Arc, Mutex};

use time::Duration;

use super::*;
use crate::{
    feeds::{Candidate, for_you::fixtures::candidate},
    posts::{
        Post,
        fixtures::{AUTHOR, actor, authored, no_standings, now, ports, post},
    },
    profiles::UserSummary,
    testing::{MockStore, MockTx},
};

const READER: i64 = AUTHOR + 1;
const POLICY: ForYouPolicy = ForYouPolicy {
    every: Duration::minutes(15),
};

fn pick(post: i64, because: Because) -> Pick {
    Pick {
        post: PostId::new(post),
        because,
    }
}

fn picks(posts: &[i64]) -> Vec<Pick> {
    let recent = |post: &i64| pick(*post, Because::Recent);
    posts.iter().map(recent).collect()
}

/// Every reading unit of work finds this list, and all of its posts but `gone`.
fn reading(store: &mut MockStore, list: Vec<Pick>, gone: &'static [i64]) {
    store.expect_read().returning(move || {
        let list = list.clone();
        let mut tx = MockTx::new();
        tx.expect_for_you_list()
            .returning(move |_, _| Ok(Some(list.clone())));
        tx.expect_picked_posts().returning(|_, posts, limit| {
            let there = posts.iter().filter(|post| !gone.contains(&post.get()));
            let some = there.take(limit);
            Ok(some.map(|id| authored(post(id.get()))).collect())
        });
        no_standings(&mut tx);
        Ok(Box::new(tx))
    });
}

fn for_you(store: MockStore) -> ForYou {
    ForYou::new(ports(store), POLICY)
}

async fn page(for_you: &ForYou, after: Option<Spot>) -> (Vec<i64>, Option<Spot>) {
    let limit = Limit::new(2).unwrap();
    let page = for_you
        .run(&actor(READER), None, after, limit)
        .await
        .unwrap();
    let ids = page.posts.items.iter().map(|(view, _)| view.post.id.get());
    (ids.collect(), page.posts.next)
}

#[tokio::test]
async fn pages_are_cut_from_one_list_and_filled_up_where_a_post_is_gone() {
    let mut store = MockStore::new();
    reading(&mut store, picks(&[5, 9, 2, 7, 1]), &[9]);
    let for_you = for_you(store);
    let (first, next) = page(&for_you, None).await;
    let spot = Spot {
        bucket: now(),
        place: 2,
    };
    assert_eq!((first, next), (vec![5, 2], Some(spot)));
    let (second, next) = page(&for_you, next).await;
    assert_eq!((second, next), (vec![7, 1], None));
}

#[tokio::test]
async fn a_page_is_full_also_where_many_in_a_row_are_gone() {
    const GONE: [i64; 9] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    let mut store = MockStore::new();
    reading(
        &mut store,
        picks(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        &GONE,
    );
    let (posts, next) = page(&for_you(store), None).await;
    assert_eq!(
        (posts, next.map(|spot| spot.place)),
        (vec![10, 11], Some(10))
    );
}

#[tokio::test]
async fn newer_ones_alone_can_be_asked_for_and_counted() {
    let mut store = MockStore::new();
    reading(&mut store, picks(&[5, 9, 2, 7]), &[]);
    let for_you = for_you(store);
    let since = PostId::new(5);
    let page = for_you
        .run(&actor(READER), Some(since), None, Limit::default())
        .await
        .unwrap();
    let ids: Vec<i64> = page
        .posts
        .items
        .iter()
        .map(|(view, _)| view.post.id.get())
        .collect();
    assert_eq!(ids, [9, 7]);
    let counted = for_you.count_new(&actor(READER), since).await.unwrap();
    assert_eq!(counted, (2, now().plus(POLICY.every)));
}

#[tokio::test]
async fn who_comes_first_in_a_bucket_makes_the_list_and_reads_what_is_kept() {
    let kept = Arc::new(Mutex::new(None));
    let mut store = MockStore::new();
    let is_kept = kept.clone();
    store.expect_read().returning(move || {
        let list = is_kept.lock().unwrap().clone();
        let mut tx = MockTx::new();
        tx.expect_for_you_list()
            .withf(|reader, bucket| reader.get() == READER && *bucket == now())
            .returning(move |_, _| Ok(list.clone()));
        tx.expect_popular_posts().returning(|_| Ok(None));
        tx.expect_hot_posts()
            .withf(|below, _, since, _| below.is_none() && now().since(*since) == Duration::WEEK)
            .returning(|_, _, _, _| {
                Ok(crate::feeds::HotPart {
                    hot: Vec::new(),
                    rest: Some(PostId::new(3)),
                })
            });
        tx.expect_friends_of_friends()
            .returning(|_, _, _| Ok(Vec::new()));
        tx.expect_candidates()
            .returning(|_, _, _, _| Ok(Vec::new()));
        tx.expect_picked_posts()
            .returning(|_, posts, _| Ok(posts.iter().map(|id| authored(post(id.get()))).collect()));
        no_standings(&mut tx);
        Ok(Box::new(tx))
    });
    // Somebody else was faster.
    store.expect_write().times(1).returning(move || {
        let kept = kept.clone();
        let mut tx = MockTx::new();
        tx.expect_keep_for_you()
            .withf(|_, bucket, picks, asked| *bucket == now() && picks.is_empty() && *asked)
            .times(1)
            .returning(move |_, _, _, _| {
                *kept.lock().unwrap() = Some(picks(&[4]));
                Ok(())
            });
        tx.expect_for_you_list()
            .returning(|_, _| Ok(Some(picks(&[4]))));
        tx.expect_commit().times(1).returning(|| Ok(()));
        Ok(Box::new(tx))
    });
    let for_you = for_you(store);
    assert_eq!(page(&for_you, None).await, (vec![4], None));
    assert_eq!(page(&for_you, None).await, (vec![4], None));
}

#[tokio::test]
async fn a_list_that_is_no_longer_kept_cannot_be_read_on() {
    let store = MockStore::reading(|tx| {
        tx.expect_for_you_list().returning(|_, _| Ok(None));
    });
    let spot = Spot {
        bucket: now().plus(-Duration::days(3)),
        place: 2,
    };
    let read = for_you(store)
        .run(&actor(READER), None, Some(spot), Limit::default())
        .await;
    assert!(matches!(read, Err(ForYouError::Forgotten)));
}

#[tokio::test]
async fn where_nothing_can_be_written_one_reads_on() {
    let mut store = MockStore::new();
    store.expect_read().returning(|| {
        let mut tx = MockTx::new();
        tx.expect_for_you_list().returning(|_, _| Ok(None));
        tx.expect_popular_posts()
            .returning(|_| Ok(Some(Vec::new())));
        tx.expect_friends_of_friends()
            .returning(|_, _, _| Ok(Vec::new()));
        tx.expect_candidates().returning(|_, _, _, _| {
            let by = |author| Candidate {
                created_at: now().plus(-Duration::hours(author)),
                ..candidate(author, author)
            };
            Ok((1..=3).map(by).collect())
        });
        tx.expect_picked_posts().returning(|_, posts, limit| {
            let some = posts.iter().take(limit);
            Ok(some.map(|id| authored(post(id.get()))).collect())
        });
        no_standings(&mut tx);
        Ok(Box::new(tx))
    });
    store
        .expect_write()
        .times(2)
        .returning(|| Err(StoreError::Busy));
    let for_you = for_you(store);
    let (first, next) = page(&for_you, None).await;
    assert_eq!((first, next.is_some()), (vec![1, 2], true));
    assert_eq!(page(&for_you, next).await, (vec![3], None));
}

fn person(id: i64) -> UserSummary {
    UserSummary {
        id: UserId::new(id),
        ..authored(post(1)).author
    }
}

#[tokio::test]
async fn reasons_are_those_that_still_hold_and_cost_one_statement() {
    let (ana, ben) = (UserId::new(7), UserId::new(8));
    let list = vec![
        pick(1, Because::Via(ana)),
        pick(2, Because::Via(ben)),
        pick(3, Because::Near),
        pick(4, Because::Via(ana)),
        pick(5, Because::Popular),
    ];
    let mut store = MockStore::new();
    store.expect_read().returning(move || {
        let list = list.clone();
        let mut tx = MockTx::new();
        tx.expect_for_you_list()
            .returning(move |_, _| Ok(Some(list.clone())));
        tx.expect_picked_posts().returning(|_, posts, _| {
            let by = |id: &PostId| {
                let author = UserId::new(100 + id.get());
                let mut found = authored(Post {
                    author,
                    ..post(id.get())
                });
                // The fourth author is a friend by now.
                if id.get() == 4 {
                    found.closeness = Closeness::Friend;
                }
                found
            };
            Ok(posts.iter().map(by).collect())
        });
        tx.expect_ties()
            .withf(move |_, pairs| pairs == [(ana, UserId::new(101)), (ben, UserId::new(102))])
            .times(..=1)
            .returning(|_, _| {
                // The second one may not be named any more.
                Ok(vec![crate::feeds::Tie {
                    via: person(7),
                    author: UserId::new(101),
                    is_friend: true,
                }])
            });
        no_standings(&mut tx);
        Ok(Box::new(tx))
    });
    let page = for_you(store)
        .run(&actor(READER), None, None, Limit::default())
        .await
        .unwrap();
    let reasons: Vec<Reason> = page
        .posts
        .items
        .into_iter()
        .map(|(_, reason)| reason)
        .collect();
    let expected = [
        Reason::FriendOf(person(7)),
        Reason::Recent,
        Reason::Recent,
        Reason::Friend,
        Reason::Popular,
    ];
    assert_eq!(reasons, expected);
}
