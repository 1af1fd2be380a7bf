//! Ids ordered by time, and the operating system's randomness.

use std::sync::{Arc, Mutex, PoisonError};

use kith_core::shared::{
    clock::{Clock, Timestamp},
    ids::{Ids, Random},
};

/// 2024-01-01T00:00:00Z in milliseconds: where the ids' own calendar starts, to spend fewer bits.
const EPOCH_MS: i64 = 1_704_067_200_000;
const NODE_BITS: u32 = 8;
const SEQUENCE_BITS: u32 = 13;

/// 64-bit ids after the pattern of Twitter's Snowflake: 42 bits of milliseconds (until 2163), 8 bits of node
/// (0 to 255), 13 bits of sequence. A clock that steps back does not bring ids back: the last millisecond is
/// gone on with, and a sequence that overflows borrows from the next millisecond.
pub struct TimeOrderedIds {
    clock: Arc<dyn Clock>,
    node: u8,
    last: Mutex<(i64, i64)>,
}

impl TimeOrderedIds {
    /// Ids of this `node`; every node that shares a database has a number of its own.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, node: u8) -> Self {
        Self {
            clock,
            node,
            last: Mutex::new((0, 0)),
        }
    }

    /// The smallest id that could have been made at `moment`.
    #[must_use]
    pub fn first_at(moment: Timestamp) -> i64 {
        compose((moment.as_micros() / 1_000 - EPOCH_MS).max(0), 0, 0)
    }
}

fn compose(millis: i64, node: u8, sequence: i64) -> i64 {
    (millis << (NODE_BITS + SEQUENCE_BITS)) | (i64::from(node) << SEQUENCE_BITS) | sequence
}

impl Ids for TimeOrderedIds {
    fn next(&self) -> i64 {
        let now = (self.clock.now().as_micros() / 1_000 - EPOCH_MS).max(0);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (millis, sequence) = if now > last.0 {
            (now, 0)
        } else if last.1 + 1 < 1 << SEQUENCE_BITS {
            (last.0, last.1 + 1)
        } else {
            (last.0 + 1, 0)
        };
        *last = (millis, sequence);
        compose(millis, self.node, sequence)
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that asks the machine for randomness"
    )]
    #[expect(
        clippy::expect_used,
        reason = "without randomness there is no safe way on; Linux cannot fail here once booted"
    )]
    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives randomness");
        bytes
    }
}

#[cfg(test)]
mod tests {
    use kith_core::testing::FixedClock;
    use time::Duration;

    use super::*;

    #[test]
    fn ids_grow_within_a_millisecond_beyond_its_sequence_and_with_a_clock_that_steps_back() {
        let clock = Arc::new(FixedClock::default());
        let ids = TimeOrderedIds::new(clock.clone(), 3);
        let mut last = ids.next();
        for step in 0..20_000 {
            if step == 10_000 {
                clock.advance(-Duration::HOUR);
            }
            let id = ids.next();
            assert!(id > last);
            last = id;
        }
    }

    #[test]
    fn nodes_never_collide() {
        let clock = Arc::new(FixedClock::default());
        let (one, two) = (
            TimeOrderedIds::new(clock.clone(), 1),
            TimeOrderedIds::new(clock, 2),
        );
        assert_ne!(one.next(), two.next());
    }

    #[test]
    fn the_first_id_of_a_moment_is_not_above_an_id_made_then() {
        let clock = Arc::new(FixedClock::default());
        let ids = TimeOrderedIds::new(clock.clone(), 0);
        assert!(TimeOrderedIds::first_at(clock.now()) <= ids.next());
        assert!(TimeOrderedIds::first_at(clock.now().plus(Duration::MILLISECOND)) > ids.next());
    }
}
