//! What happens, told to the pages that are open.
//!
//! Each member has a log: events in the order of their numbers, kept for two weeks. A page that lost its connection
//! says the last number that it saw and gets what is newer. The log names things; what is said of them is read when
//! it is delivered.

mod event;
mod ports;

use time::Duration;

pub use self::{event::LiveEvent, ports::LiveLogRepo};

/// How long events are kept, and a member's log is written after the last connection.
pub const KEPT: Duration = Duration::days(14);
