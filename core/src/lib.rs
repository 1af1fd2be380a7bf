//! Kith without I/O: entities and their rules, use cases, and the ports they speak through.
//!
//! - A feature is a folder: entities (`post.rs`), `ports.rs`, and one use case per file named by its verb.
//! - A use case is a struct of `Arc<dyn Port>`s with one function. It checks its input, opens one unit of
//!   work ([`shared::store::Store`]), applies a pure rule, stores the outcome, emits the domain event and
//!   commits. Its errors are an enum of its own.
//! - Nothing here knows SQL, HTTP, files, the clock or randomness; all of them are ports, and
//!   `testing` (feature `testing`) has their doubles.
//!
//! `docs/adding-a-feature.md` walks through one feature over all layers.

pub mod accounts;
pub mod audiences;
pub mod bookmarks;
pub mod comments;
pub mod events;
pub mod feeds;
pub mod groups;
pub mod media;
pub mod polls;
pub mod posts;
pub mod previews;
pub mod profiles;
pub mod reactions;
pub mod relations;
pub mod search;
pub mod shared;
pub mod tags;
#[cfg(feature = "testing")]
pub mod testing;
