//! What every feature speaks: ids, time, pages, text, events, the unit of work.

pub mod actor;
pub mod clock;
pub mod event;
pub mod fields;
pub mod id;
pub mod idempotency;
pub mod ids;
pub mod jobs;
pub mod page;
pub mod ports;
pub mod relay;
pub mod secret;
pub mod store;
pub mod text;
