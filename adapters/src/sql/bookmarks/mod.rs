//! Stored bookmarks.

mod repo;

pub(super) use repo::clear;
