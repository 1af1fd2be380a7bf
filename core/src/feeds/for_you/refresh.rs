//! Lists in advance, for those who come often, so that they need not wait.

use time::Duration;

use super::make::{ForYouPolicy, find_popular, make};
use crate::shared::{clock::Timestamp, id::UserId, jobs::Job, ports::Ports, store::StoreError};

/// Who had to wait for a list lately is likely to come again.
const LATELY: Duration = Duration::hours(4);
/// How many lists are made in one go; where more are due, another job goes on.
const READERS: usize = 100;
/// How long a list is kept, for who goes on reading it.
const KEPT_FOR: Duration = Duration::hours(24);
/// How many lists are forgotten in one unit of work, so that nobody waits long for the writer.
const FORGOTTEN: usize = 200;

/// Makes the lists of a bucket in advance, and forgets old ones.
pub struct RefreshForYou {
    ports: Ports,
    policy: ForYouPolicy,
}

impl RefreshForYou {
    /// Makes lists as often as the operator decided.
    #[must_use]
    pub fn new(ports: Ports, policy: ForYouPolicy) -> Self {
        Self { ports, policy }
    }

    /// Does what is due and was not done yet; gives how many lists were made.
    pub async fn run(&self) -> Result<u64, StoreError> {
        let bucket = self.policy.bucket(self.ports.clock.now());
        self.note_popular(bucket).await?;
        self.forget(bucket.plus(-KEPT_FOR)).await?;
        let mut tx = self.ports.store.read().await?;
        let readers = tx
            .for_you_readers(bucket.plus(-LATELY), bucket, READERS)
            .await?;
        drop(tx);
        let due = readers.len();
        for reader in readers {
            self.make_for(reader, bucket).await?;
        }
        if due == READERS {
            let mut tx = self.ports.store.write().await?;
            tx.enqueue(&Job::RefreshForYou, None).await?;
            tx.commit().await?;
        }
        Ok(u64::try_from(due).unwrap_or(u64::MAX))
    }

    async fn note_popular(&self, bucket: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.ports.store.read().await?;
        if tx.popular_posts(bucket).await?.is_some() {
            return Ok(());
        }
        drop(tx);
        let posts = find_popular(&self.ports, bucket).await?;
        let mut tx = self.ports.store.write().await?;
        tx.keep_popular(bucket, &posts).await?;
        tx.commit().await
    }

    async fn forget(&self, before: Timestamp) -> Result<(), StoreError> {
        loop {
            let mut tx = self.ports.store.write().await?;
            let some = tx.forget_for_you(before, FORGOTTEN).await?;
            tx.commit().await?;
            if some < FORGOTTEN as u64 {
                return Ok(());
            }
        }
    }

    async fn make_for(&self, reader: UserId, bucket: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.ports.store.read().await?;
        let made = make(tx.as_mut(), self.policy, reader, bucket).await?;
        drop(tx);
        let mut tx = self.ports.store.write().await?;
        tx.keep_for_you(reader, bucket, &made, false).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;
    use crate::{
        feeds::for_you::HotPart,
        posts::fixtures::{now, ports},
        shared::id::PostId,
        testing::{MockStore, MockTx},
    };

    const POLICY: ForYouPolicy = ForYouPolicy {
        every: Duration::minutes(15),
    };

    /// A store in which so many readers wait for a list of theirs.
    fn store(
        due: i64,
        prepare_read: fn(&mut MockTx),
        prepare_write: fn(&mut MockTx),
    ) -> (MockStore, Arc<AtomicUsize>) {
        let kept = Arc::new(AtomicUsize::new(0));
        let mut store = MockStore::new();
        store.expect_read().returning(move || {
            let mut tx = MockTx::new();
            tx.expect_for_you_readers()
                .withf(|since, bucket, most| {
                    bucket.since(*since) == LATELY && (*bucket, *most) == (now(), READERS)
                })
                .returning(move |_, _, _| Ok((1..=due).map(UserId::new).collect()));
            tx.expect_friends_of_friends()
                .returning(|_, _, _| Ok(Vec::new()));
            tx.expect_candidates()
                .returning(|_, _, _, _| Ok(Vec::new()));
            prepare_read(&mut tx);
            Ok(Box::new(tx))
        });
        let count = kept.clone();
        store.expect_write().returning(move || {
            let count = count.clone();
            let mut tx = MockTx::new();
            tx.expect_forget_for_you().returning(|_, _| Ok(3));
            tx.expect_keep_for_you()
                .withf(|_, bucket, _, asked| *bucket == now() && !asked)
                .returning(move |_, _, _, _| {
                    count.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                });
            tx.expect_commit().returning(|| Ok(()));
            prepare_write(&mut tx);
            Ok(Box::new(tx))
        });
        (store, kept)
    }

    fn popular_is_known(tx: &mut MockTx) {
        tx.expect_popular_posts()
            .returning(|_| Ok(Some(Vec::new())));
    }

    #[tokio::test]
    async fn lists_are_made_for_who_asked_lately() {
        let (store, kept) = store(3, popular_is_known, |_| {});
        let made = RefreshForYou::new(ports(store), POLICY)
            .run()
            .await
            .unwrap();
        assert_eq!((made, kept.load(Ordering::SeqCst)), (3, 3));
    }

    #[tokio::test]
    async fn another_job_goes_on_where_more_are_due() {
        let (store, _) = store(100, popular_is_known, |tx| {
            tx.expect_enqueue()
                .withf(|job, not_before| *job == Job::RefreshForYou && not_before.is_none())
                .returning(|_, _| Ok(()));
        });
        let made = RefreshForYou::new(ports(store), POLICY)
            .run()
            .await
            .unwrap();
        assert_eq!(made, 100);
    }

    #[tokio::test]
    async fn what_is_popular_is_looked_for_part_by_part_once_a_bucket() {
        let (store, _) = store(
            0,
            |tx| {
                tx.expect_popular_posts().returning(|_| Ok(None));
                tx.expect_hot_posts().returning(|below, _, _, _| {
                    let rest = match below.map(PostId::get) {
                        None => Some(PostId::new(500)),
                        Some(500) => None,
                        Some(other) => panic!("{other}"),
                    };
                    Ok(HotPart {
                        hot: Vec::new(),
                        rest,
                    })
                });
            },
            |tx| {
                tx.expect_keep_popular()
                    .withf(|bucket, posts| *bucket == now() && posts.is_empty())
                    .returning(|_, _| Ok(()));
            },
        );
        RefreshForYou::new(ports(store), POLICY)
            .run()
            .await
            .unwrap();
    }
}
