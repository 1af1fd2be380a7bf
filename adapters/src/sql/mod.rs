//! The store on SQLite and on PostgreSQL: one SQL text, two drivers.

mod accounts;
mod audiences;
mod bookmarks;
mod checkpoints;
mod column;
mod comments;
mod error;
mod events;
mod feeds;
mod group_commit;
mod groups;
mod idempotency;
mod identity;
pub(crate) mod jobs;
mod loading;
mod media;
mod migrate;
mod operations;
mod outbox;
mod parked_events;
#[cfg(test)]
mod plans;
mod polls;
mod pool;
mod posts;
mod previews;
mod profiles;
mod reactions;
mod readers;
mod relations;
mod search;
mod store;
mod tags;
mod visibility;

pub(crate) use checkpoints::Checkpoints;
pub use events::PlantedResponse;
pub use groups::PlantedMember;
pub use loading::Loading;
pub use migrate::{MigrateError, Migration};
pub use operations::{JobCount, ParkedEvent, ParkedJob};
pub use pool::{Database, OpenError};
pub use relations::PlantedSide;
