//! Stored posts and their pictures.

mod pictures;
mod planting;
mod repo;
pub(super) mod rows;
mod selected;
pub(super) mod standings;
