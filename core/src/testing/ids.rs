//! Ids and randomness that can be foreseen.

use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use crate::shared::ids::{Ids, Random};

/// 1, 2, 3, …
#[derive(Debug, Default)]
pub struct CountingIds(AtomicI64);

impl Ids for CountingIds {
    fn next(&self) -> i64 {
        self.0.fetch_add(1, Ordering::SeqCst) + 1
    }
}

/// All bytes 1, then all bytes 2, …
#[derive(Debug, Default)]
pub struct CountingRandom(AtomicU8);

impl Random for CountingRandom {
    fn bytes(&self) -> [u8; 32] {
        [self.0.fetch_add(1, Ordering::SeqCst).wrapping_add(1); 32]
    }
}
