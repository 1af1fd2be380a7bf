//! Stored profiles.

mod repo;
mod rows;
mod sql;
