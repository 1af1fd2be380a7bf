//! What texts name: people and tags; and the tags that members follow.

mod followed;
mod mentions;
mod named;
mod repo;

pub(super) use mentions::clear_comment as forget_mentions_in;
pub(super) use named::forget as forget_names;
