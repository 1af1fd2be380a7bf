use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use super::*;
use crate::{
    feeds::for_you::HotPart,
    posts::fixtures::{now, ports},
    shared::id::PostId,
    testing::{FixedClock, MockStore, MockTx},
};

const POLICY: ForYouPolicy = ForYouPolicy {
    every: Duration::minutes(15),
};

/// What there is, and what happens over it.
#[derive(Clone)]
struct Place {
    /// Who waits for a list.
    waiting: Arc<Mutex<BTreeSet<i64>>>,
    /// Who has got one in advance, in the order of making.
    made: Arc<Mutex<Vec<i64>>>,
    /// How many looked for who is due.
    looks: Arc<Mutex<usize>>,
    clock: Arc<FixedClock>,
    /// How long it takes to make a list.
    takes: Duration,
    every: Duration,
}

fn locked<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Place {
    fn with(waiting: i64) -> Self {
        Self {
            waiting: Arc::new(Mutex::new((1..=waiting).collect())),
            made: Arc::default(),
            looks: Arc::default(),
            clock: Arc::default(),
            takes: Duration::ZERO,
            every: POLICY.every,
        }
    }

    fn reading(&self, tx: &mut MockTx) {
        let lately = self.every.max(LATELY);
        let (looks, waiting) = (self.looks.clone(), self.waiting.clone());
        tx.expect_for_you_readers()
            .withf(move |since, bucket, most| {
                bucket.since(*since) == lately && (*bucket, *most) == (now(), READERS)
            })
            .returning(move |_, _, most| {
                *locked(&looks) += 1;
                let waiting = locked(&waiting);
                Ok(waiting
                    .iter()
                    .copied()
                    .take(most)
                    .map(UserId::new)
                    .collect())
            });
        let waiting = self.waiting.clone();
        tx.expect_for_you_list().returning(move |reader, bucket| {
            assert_eq!(bucket, now());
            let has_one = !locked(&waiting).contains(&reader.get());
            Ok(has_one.then(Vec::new))
        });
        tx.expect_friends_of_friends()
            .returning(|_, _, _| Ok(Vec::new()));
        let (clock, takes) = (self.clock.clone(), self.takes);
        tx.expect_candidates().returning(move |_, _, _, _| {
            clock.advance(takes);
            Ok(Vec::new())
        });
    }

    fn writing(&self, tx: &mut MockTx) {
        tx.expect_forget_for_you().returning(|_, _| Ok(3));
        let (waiting, made) = (self.waiting.clone(), self.made.clone());
        tx.expect_keep_for_you()
            .withf(|_, bucket, _, asked| *bucket == now() && !asked)
            .returning(move |reader, _, _, _| {
                locked(&waiting).remove(&reader.get());
                locked(&made).push(reader.get());
                Ok(())
            });
        tx.expect_commit().returning(|| Ok(()));
    }

    /// Refreshes a place where it is known what is popular.
    async fn refresh(&self) -> u64 {
        let mut store = MockStore::new();
        let place = self.clone();
        store.expect_read().returning(move || {
            let mut tx = MockTx::new();
            tx.expect_popular_posts()
                .returning(|_| Ok(Some(Vec::new())));
            place.reading(&mut tx);
            Ok(Box::new(tx))
        });
        let place = self.clone();
        store.expect_write().returning(move || {
            let mut tx = MockTx::new();
            place.writing(&mut tx);
            Ok(Box::new(tx))
        });
        let ports = Ports {
            clock: self.clock.clone(),
            ..ports(store)
        };
        let policy = ForYouPolicy { every: self.every };
        RefreshForYou::new(ports, policy).run().await.unwrap()
    }

    fn made(&self) -> Vec<i64> {
        locked(&self.made).clone()
    }
}

#[tokio::test]
async fn lists_are_made_for_who_asked_lately() {
    let place = Place::with(3);
    assert_eq!(place.refresh().await, 3);
    assert_eq!(place.made(), [1, 2, 3]);
}

#[tokio::test]
async fn one_goes_on_where_more_are_due() {
    let place = Place::with(230);
    assert_eq!(place.refresh().await, 230);
    assert_eq!(place.made(), (1..=230).collect::<Vec<_>>());
    assert_eq!(*locked(&place.looks), 3);
}

#[tokio::test]
async fn one_stops_before_the_next_is_to_begin_which_does_the_rest() {
    let place = Place {
        takes: Duration::seconds(50),
        ..Place::with(7)
    };
    assert_eq!(place.refresh().await, 5, "the fifth begins at 3:20");
    assert_eq!(place.refresh().await, 2);
    assert_eq!(place.made(), [1, 2, 3, 4, 5, 6, 7]);
}

#[tokio::test]
async fn lists_of_a_bucket_that_is_over_are_not_made() {
    let place = Place {
        takes: Duration::seconds(50),
        every: Duration::minutes(1),
        ..Place::with(7)
    };
    assert_eq!(place.refresh().await, 2);
}

#[tokio::test]
async fn who_came_meanwhile_has_a_list() {
    let place = Place::with(3);
    let mut store = MockStore::new();
    let reading = place.clone();
    store.expect_read().returning(move || {
        let mut tx = MockTx::new();
        tx.expect_popular_posts()
            .returning(|_| Ok(Some(Vec::new())));
        tx.expect_for_you_readers()
            .returning(|_, _, _| Ok([1, 9, 3].map(UserId::new).to_vec()));
        reading.reading(&mut tx);
        Ok(Box::new(tx))
    });
    let writing = place.clone();
    store.expect_write().returning(move || {
        let mut tx = MockTx::new();
        writing.writing(&mut tx);
        Ok(Box::new(tx))
    });
    let refresh = RefreshForYou::new(ports(store), POLICY);
    assert_eq!(refresh.run().await.unwrap(), 2);
    assert_eq!(place.made(), [1, 3]);
}

#[tokio::test]
async fn where_a_list_lasts_long_lately_is_as_long() {
    let place = Place {
        every: Duration::hours(6),
        ..Place::with(1)
    };
    assert_eq!(place.refresh().await, 1);
}

#[tokio::test]
async fn what_is_popular_is_looked_for_part_by_part_once_a_bucket() {
    let place = Place::with(0);
    let parts = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::new(Mutex::new(0));
    let mut store = MockStore::new();
    let (reading, looked, is_kept) = (place.clone(), parts.clone(), kept.clone());
    store.expect_read().returning(move || {
        let (looked, is_kept) = (looked.clone(), is_kept.clone());
        let mut tx = MockTx::new();
        tx.expect_popular_posts()
            .returning(move |_| Ok((*locked(&is_kept) > 0).then(Vec::new)));
        tx.expect_hot_posts().returning(move |below, _, _, _| {
            let below = below.map(PostId::get);
            locked(&looked).push(below);
            let rest = below.is_none().then(|| PostId::new(500));
            Ok(HotPart {
                hot: Vec::new(),
                rest,
            })
        });
        reading.reading(&mut tx);
        Ok(Box::new(tx))
    });
    let (writing, keeping) = (place, kept.clone());
    store.expect_write().returning(move || {
        let keeping = keeping.clone();
        let mut tx = MockTx::new();
        tx.expect_keep_popular()
            .withf(|bucket, posts| *bucket == now() && posts.is_empty())
            .returning(move |_, _| {
                *locked(&keeping) += 1;
                Ok(())
            });
        writing.writing(&mut tx);
        Ok(Box::new(tx))
    });
    let refresh = RefreshForYou::new(ports(store), POLICY);
    for _turn in 0..2 {
        refresh.run().await.unwrap();
    }
    assert_eq!(*locked(&parts), [None, Some(500)]);
    assert_eq!(*locked(&kept), 1);
}
