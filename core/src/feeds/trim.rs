//! Keeping timelines from growing for ever.

use super::FeedPolicy;
use crate::shared::{
    id::{PostId, UserId},
    ports::Ports,
    store::StoreError,
};

/// How many members are looked at together.
const MEMBERS: u32 = 200;
/// How many posts are taken out in one unit of work, so that nobody waits long for the writer.
const POSTS: u32 = 500;

/// Cuts long timelines off.
pub struct TrimTimelines {
    ports: Ports,
    policy: FeedPolicy,
}

impl TrimTimelines {
    /// Keeps as much as the operator decided.
    #[must_use]
    pub fn new(ports: Ports, policy: FeedPolicy) -> Self {
        Self { ports, policy }
    }

    /// Cuts off every timeline that is longer by a quarter than it is to be; gives how many posts were taken out. The
    /// quarter is there so that a timeline is cut now and then instead of after every post.
    pub async fn run(&self) -> Result<u64, StoreError> {
        let keep = self.policy.timeline_length;
        let bear = keep.saturating_add(keep / 4);
        let mut after = UserId::new(0);
        let mut removed = 0;
        loop {
            let mut tx = self.ports.store.read().await?;
            let long = tx.long_timelines(after, MEMBERS, keep, bear).await?;
            drop(tx);
            for (reader, upto) in long.cuts {
                removed += self.cut(reader, upto).await?;
            }
            match long.last {
                Some(last) => after = last,
                None => return Ok(removed),
            }
        }
    }

    async fn cut(&self, reader: UserId, upto: PostId) -> Result<u64, StoreError> {
        let mut removed = 0;
        loop {
            let mut tx = self.ports.store.write().await?;
            let some = tx.cut_timeline(reader, upto, POSTS).await?;
            tx.commit().await?;
            removed += some;
            if some < u64::from(POSTS) {
                return Ok(removed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    };

    use mockall::predicate::eq;

    use super::*;
    use crate::{
        feeds::LongTimelines,
        testing::{CountingIds, CountingRandom, FixedClock, MockStore, MockTx},
    };

    #[tokio::test]
    async fn everybody_is_looked_at_and_a_long_timeline_is_emptied_in_parts() {
        let mut store = MockStore::new();
        store.expect_read().returning(|| {
            let mut tx = MockTx::new();
            tx.expect_long_timelines()
                .withf(|_, _, keep, bear| (*keep, *bear) == (100, 125))
                .returning(|after, _, _, _| {
                    let none = || LongTimelines {
                        cuts: Vec::new(),
                        last: None,
                    };
                    Ok(match after.get() {
                        0 => LongTimelines {
                            cuts: vec![(UserId::new(3), PostId::new(9))],
                            last: Some(UserId::new(5)),
                        },
                        5 => LongTimelines {
                            last: Some(UserId::new(8)),
                            ..none()
                        },
                        _ => none(),
                    })
                });
            Ok(Box::new(tx))
        });
        let left = Arc::new(AtomicU64::new(1_200));
        store.expect_write().times(3).returning(move || {
            let left = left.clone();
            let mut tx = MockTx::new();
            tx.expect_cut_timeline()
                .with(eq(UserId::new(3)), eq(PostId::new(9)), eq(POSTS))
                .times(1)
                .returning(move |_, _, most| {
                    let some = left.load(Ordering::SeqCst).min(u64::from(most));
                    left.fetch_sub(some, Ordering::SeqCst);
                    Ok(some)
                });
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        let ports = Ports {
            store: Arc::new(store),
            clock: Arc::new(FixedClock::default()),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(CountingRandom::default()),
        };
        let policy = FeedPolicy {
            pull_above: 7,
            timeline_length: 100,
        };
        let removed = TrimTimelines::new(ports, policy).run().await.unwrap();
        assert_eq!(removed, 1_200);
    }
}
