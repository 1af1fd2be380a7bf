//! Stored comments.

mod lists;
mod repo;
mod rows;
mod standing;
