//! Stored accounts, sessions and mailed links.

mod planting;
mod repo;
mod rows;
mod sql;
