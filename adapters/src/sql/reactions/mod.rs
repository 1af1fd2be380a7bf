//! Stored reactions.

mod repo;
pub(super) mod rows;
mod sql;

pub(super) use repo::erase_from_post;
