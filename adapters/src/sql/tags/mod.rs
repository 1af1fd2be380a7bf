//! What texts name: people and tags; and the tags that members follow.

mod followed;
mod mentions;
mod named;
mod repo;

pub(super) use named::forget as forget_names;
