//! Stored events, who comes to them, and the addresses of calendars.

mod feeds;
mod lists;
mod participants;
mod repo;
mod responses;
mod rows;
mod sql;
mod views;
