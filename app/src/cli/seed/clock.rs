//! A clock that shows what it is set to, so that ids and times lie in the past where they belong.

use std::sync::atomic::{AtomicI64, Ordering};

use kith_core::shared::clock::{Clock, Timestamp};

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
