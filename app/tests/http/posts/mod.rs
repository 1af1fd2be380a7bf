//! Posts.

mod delete;
mod edit;
mod given;
mod publish;
mod show;

pub(crate) use given::{png, publish, upload};
