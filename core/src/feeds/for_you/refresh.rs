//! Lists in advance, for those who come often, so that they need not wait.

use time::Duration;

use super::make::{ForYouPolicy, find_popular, make};
use crate::shared::{clock::Timestamp, id::UserId, ports::Ports, store::StoreError};

/// Who had to wait for a list lately is likely to come again. Where a list is the one that is shown for longer than this,
/// who waited for the one before it.
const LATELY: Duration = Duration::hours(4);
/// How many of those who wait for a list are looked for at a time.
const READERS: usize = 100;
/// How long lists are made in one go. The timetable has this done every five minutes, so that the next goes on where this
/// one stopped, and no two make the same lists.
const AT_WORK: Duration = Duration::minutes(4);
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

    /// Does what is due and was not done yet, for a few minutes at most; gives how many lists were made.
    pub async fn run(&self) -> Result<u64, StoreError> {
        let began = self.ports.clock.now();
        let bucket = self.policy.bucket(began);
        self.note_popular(bucket).await?;
        self.forget(bucket.plus(-KEPT_FOR)).await?;
        let mut made = 0;
        loop {
            let readers = self.due(bucket).await?;
            let are_all = readers.len() < READERS;
            for reader in readers {
                let now = self.ports.clock.now();
                if now.since(began) >= AT_WORK || self.policy.bucket(now) != bucket {
                    return Ok(made);
                }
                made += u64::from(self.make_for(reader, bucket).await?);
            }
            if are_all {
                return Ok(made);
            }
        }
    }

    async fn due(&self, bucket: Timestamp) -> Result<Vec<UserId>, StoreError> {
        let since = bucket.plus(-LATELY.max(self.policy.every));
        let mut tx = self.ports.store.read().await?;
        tx.for_you_readers(since, bucket, READERS).await
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

    /// Whether there was none: the reader may have come meanwhile.
    async fn make_for(&self, reader: UserId, bucket: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.ports.store.read().await?;
        if tx.for_you_list(reader, bucket).await?.is_some() {
            return Ok(false);
        }
        let made = make(tx.as_mut(), self.policy, reader, bucket).await?;
        drop(tx);
        let mut tx = self.ports.store.write().await?;
        tx.keep_for_you(reader, bucket, &made, false).await?;
        tx.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests;
