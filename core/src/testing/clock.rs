//! A clock that stands still until it is told to move.

use std::sync::atomic::{AtomicI64, Ordering};

use time::Duration;

use crate::shared::clock::{Clock, Timestamp};

/// 2026-01-15T12:00:00Z, until [`FixedClock::advance`].
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl Default for FixedClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_768_478_400_000_000))
    }
}

impl FixedClock {
    /// Moves the clock.
    pub fn advance(&self, span: Duration) {
        let now = self.now().plus(span);
        self.0.store(now.as_micros(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}
