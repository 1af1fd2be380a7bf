//! Posts.

mod delete;
mod edit;
mod given;
mod publish;
mod selected;
mod show;

pub(crate) use given::{bytes_status, png, publish, upload, upload_for};
