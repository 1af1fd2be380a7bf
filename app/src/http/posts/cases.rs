//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

pub(super) const OF_AN_EVENT: &str =
    "This post belongs to an event. Change or cancel the event instead.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new("posts.delete", 409, "belongs_to_event", OF_AN_EVENT),
    Case::new("posts.edit", 409, "belongs_to_event", OF_AN_EVENT),
    Case::new(
        "posts.delete",
        403,
        "not_allowed",
        "This post is somebody else's.",
    ),
    Case::new(
        "posts.edit",
        403,
        "not_allowed",
        "This post is somebody else's.",
    ),
    Case::new(
        "posts.pin",
        403,
        "not_allowed",
        "In a group, owner and moderators pin posts.",
    ),
    Case::new(
        "posts.unpin",
        403,
        "not_allowed",
        "In a group, owner and moderators pin posts.",
    ),
    Case::new(
        "posts.pin",
        409,
        "too_many_pins",
        "Three posts are pinned already. Unpin one of them first.",
    ),
    Case::new(
        "posts.publish",
        403,
        "members_only",
        "Only members post in this group.",
    ),
    Case::new(
        "posts.restore",
        409,
        "undo_expired",
        "The post was deleted too long ago to be restored.",
    ),
    Case::new(
        "posts.share",
        403,
        "not_shareable",
        "This post cannot be shared.",
    ),
];
