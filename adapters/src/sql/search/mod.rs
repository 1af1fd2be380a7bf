//! The index of names, and finding people in it.

mod named_like;
mod repo;
mod rows;
mod sql;

pub(in crate::sql) use named_like::{begins, named_like, titled_like};
pub(in crate::sql) use rows::{MemberRow, member_columns};

pub(super) use repo::add_spellings;
