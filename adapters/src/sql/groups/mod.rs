//! Stored groups, and who belongs to them.

mod lists;
mod people;
mod repo;
mod rows;
mod sql;
mod views;

pub(in crate::sql) use rows::read_standing;
pub(in crate::sql) use views::there_for;
