//! Stored changes of audiences, defaults, and how many people audiences reach.

mod reach;
mod repo;
mod sql;

pub(super) use repo::chosen_audience;
