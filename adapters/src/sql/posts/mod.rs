//! Stored posts and their pictures.

pub(super) mod counts;
mod pictures;
mod pins;
mod planting;
mod repo;
pub(super) mod rows;
mod selected;
pub(super) mod shares;
pub(super) mod standings;
mod versions;
