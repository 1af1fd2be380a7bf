//! A clock that shows what it is set to, so that ids and times lie in the past where they belong.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use kith_adapters::ids::TimeOrderedIds;
use kith_core::shared::{
    clock::{Clock, Timestamp},
    ids::Ids,
};

/// See the module.
pub(super) struct MovedClock(AtomicI64);

impl MovedClock {
    pub(super) fn at(moment: Timestamp) -> Self {
        Self(AtomicI64::new(moment.as_micros()))
    }

    pub(super) fn set(&self, moment: Timestamp) {
        self.0.store(moment.as_micros(), Ordering::Relaxed);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// Ids that go back with the clock: what is told last of an earlier day stands where it belongs in every list. How many were
/// given is remembered for each millisecond, which a small community affords.
pub(super) struct MovedIds {
    clock: Arc<MovedClock>,
    given: Mutex<HashMap<i64, i64>>,
}

impl MovedIds {
    pub(super) fn new(clock: Arc<MovedClock>) -> Self {
        Self {
            clock,
            given: Mutex::default(),
        }
    }
}

impl Ids for MovedIds {
    fn next(&self) -> i64 {
        let first = TimeOrderedIds::first_at(self.clock.now());
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let before = given.entry(first).or_default();
        let id = first + *before;
        *before += 1;
        id
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;

    #[test]
    fn ids_follow_the_clock_back_and_none_comes_twice() {
        let noon = Timestamp::from_micros(1_790_000_000_000_000);
        let clock = Arc::new(MovedClock::at(noon));
        let ids = MovedIds::new(clock.clone());
        let at_noon = [ids.next(), ids.next()];
        clock.set(noon.plus(-Duration::HOUR));
        let earlier = ids.next();
        clock.set(noon);
        let again = ids.next();
        assert!(earlier < at_noon[0]);
        assert!(at_noon[0] < at_noon[1] && at_noon[1] < again);
    }
}
