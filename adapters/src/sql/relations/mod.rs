//! Stored relations.

mod repo;
mod rows;
mod sql;
