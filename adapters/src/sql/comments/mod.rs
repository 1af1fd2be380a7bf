//! Stored comments.

mod erasing;
mod lists;
mod repo;
mod rows;
mod standing;

pub(super) use {rows::author_is_seen, standing::settle};
