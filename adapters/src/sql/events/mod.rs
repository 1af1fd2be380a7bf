//! Stored events, who comes to them, and the addresses of calendars.

mod feeds;
mod lists;
mod participants;
mod planting;
mod repo;
mod responses;
mod rows;
mod sql;
mod views;

pub use planting::PlantedResponse;
