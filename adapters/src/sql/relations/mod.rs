//! Stored relations.

mod counts;
mod opening;
mod people;
mod repo;
mod rows;
mod sql;
