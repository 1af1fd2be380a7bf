//! Stored groups, and who belongs to them.

mod lists;
mod people;
mod planting;
mod repo;
mod rows;
mod sql;
mod suggestions;
mod views;

pub use planting::PlantedMember;
pub(in crate::sql) use rows::read_standing;
pub(in crate::sql) use views::there_for;
