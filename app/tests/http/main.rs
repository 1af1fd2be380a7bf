//! Every operation from outside: the real binary, a real browser's cookies, a data folder of its own.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test every surprise is a failure"
)]

mod accounts;
mod audiences;
mod authz;
mod bookmarks;
mod comments;
mod connections;
mod contract;
mod crash;
mod events;
mod feeds;
mod groups;
mod media;
mod platform;
mod polls;
mod posts;
mod previews;
mod profiles;
mod reactions;
mod relations;
mod search;
mod support;
mod tags;
mod uploads;
mod videos;
