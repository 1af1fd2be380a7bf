//! Doubles of the ports, for the tests of every crate.

mod accounts;
mod clock;
mod ids;
mod store;

pub use accounts::{PlainHasher, RecordingMailer};
pub use clock::FixedClock;
pub use ids::{CountingIds, CountingRandom};
pub use store::{MockStore, MockTx};
