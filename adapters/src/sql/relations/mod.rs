//! Stored relations.

pub(super) mod counts;
mod opening;
mod people;
mod planting;
mod repo;
mod rows;
mod sql;
mod suggestions;

pub use planting::PlantedSide;
pub(in crate::sql) use rows::{PersonRow, person_columns};
pub(in crate::sql) use suggestions::shows;
