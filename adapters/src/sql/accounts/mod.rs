//! Stored accounts, sessions and mailed links.

mod repo;
mod rows;
mod sql;
