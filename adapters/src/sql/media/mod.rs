//! Stored media.

mod repo;
mod rows;
mod sql;
