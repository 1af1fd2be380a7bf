//! Stored relations.

mod counts;
mod opening;
mod people;
#[cfg(test)]
pub(in crate::sql) mod plans;
mod planting;
mod repo;
mod rows;
mod sql;
mod suggestions;

pub use planting::PlantedSide;
