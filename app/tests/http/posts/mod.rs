//! Posts.

mod delete;
mod edit;
mod given;
mod history;
mod publish;
mod selected;
mod shares;
mod show;

pub(crate) use given::{bytes_status, png, publish, upload, upload_for};
