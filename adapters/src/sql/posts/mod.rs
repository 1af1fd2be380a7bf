//! Stored posts and their pictures.

mod pictures;
mod repo;
pub(super) mod rows;
mod selected;
