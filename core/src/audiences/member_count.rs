//! How many members there are, as far as that changes what somebody is told.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use time::Duration;

use crate::shared::{clock::Timestamp, ports::Ports, store::StoreError};

/// How long a count is told again.
const GOOD_FOR: Duration = Duration::MINUTE;

/// The number of members, counted at most once a minute: everybody is told the same number, and counting reads an
/// entry for every member.
#[derive(Debug, Clone, Default)]
pub(super) struct MemberCount(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    members: Option<u64>,
    good_until: Option<Timestamp>,
}

impl MemberCount {
    /// The number, at most a minute old. While it is counted anew the others are told the old one.
    pub(super) async fn get(&self, ports: &Ports) -> Result<u64, StoreError> {
        if let Some(members) = self.kept_at(ports.clock.now()) {
            return Ok(members);
        }
        let members = ports.store.read().await?.count_members().await?;
        self.lock().members = Some(members);
        Ok(members)
    }

    /// `None` to the one who is to count.
    fn kept_at(&self, now: Timestamp) -> Option<u64> {
        let mut kept = self.lock();
        if kept.members.is_some() && kept.good_until.is_some_and(|until| now < until) {
            return kept.members;
        }
        kept.good_until = Some(now.plus(GOOD_FOR));
        None
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{now, ports},
        testing::MockStore,
    };

    fn counting(members: u64) -> Ports {
        ports(MockStore::reading(move |tx| {
            tx.expect_count_members()
                .times(1)
                .returning(move || Ok(members));
        }))
    }

    #[tokio::test]
    async fn within_a_minute_it_is_counted_once() {
        let count = MemberCount::default();
        assert_eq!(count.get(&counting(9)).await.unwrap(), 9);
        let no_more = ports(MockStore::untouched());
        assert_eq!(count.clone().get(&no_more).await.unwrap(), 9);
    }

    #[tokio::test]
    async fn after_a_minute_one_counts_and_the_others_do_not_wait() {
        let count = MemberCount::default();
        count.get(&counting(9)).await.unwrap();
        let later = now().plus(GOOD_FOR);
        assert_eq!(count.kept_at(later), None, "this one counts");
        assert_eq!(count.kept_at(later), Some(9));
    }

    #[tokio::test]
    async fn what_could_not_be_counted_is_counted_by_the_next() {
        let count = MemberCount::default();
        let failing = ports(MockStore::reading(|tx| {
            tx.expect_count_members()
                .returning(|| Err(StoreError::Busy));
        }));
        assert!(count.get(&failing).await.is_err());
        assert_eq!(count.get(&counting(9)).await.unwrap(), 9);
    }
}
