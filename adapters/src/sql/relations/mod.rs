//! Stored relations.

mod counts;
mod opening;
mod people;
#[cfg(test)]
mod plans;
mod planting;
mod repo;
mod rows;
mod sql;

pub use planting::PlantedSide;
