//! Doubles of the ports, for the tests of every crate.

mod clock;
mod ids;
mod store;

pub use clock::FixedClock;
pub use ids::{CountingIds, CountingRandom};
pub use store::{MockStore, MockTx};
