//! Stored changes of audiences, defaults, and how many people audiences reach.

mod repo;
mod sql;
