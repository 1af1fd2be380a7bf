//! Stored posts and their pictures.

mod pictures;
mod pins;
mod planting;
mod repo;
pub(super) mod rows;
mod selected;
pub(super) mod shares;
pub(super) mod standings;
mod versions;
