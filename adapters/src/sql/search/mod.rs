//! The index of names, and finding people in it.

mod named_like;
mod rare;
mod repo;
mod rows;
mod sql;

pub(in crate::sql) use named_like::{begins, called, named_like, titled_like};
pub(in crate::sql) use rare::{rare_name, rare_title};
pub(in crate::sql) use rows::{MemberRow, member_columns};

pub(super) use repo::add_spellings;
