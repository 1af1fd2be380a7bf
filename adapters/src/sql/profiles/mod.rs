//! Stored profiles.

mod repo;
pub(super) mod rows;
mod sql;
