//! Stored media.

mod repo;
mod rows;
mod sql;

pub(super) use rows::VideoRow;
