//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new(
        "comments.delete",
        403,
        "not_allowed",
        "This comment is somebody else's.",
    ),
    Case::new(
        "comments.edit",
        403,
        "not_allowed",
        "This comment is somebody else's.",
    ),
    Case::new(
        "comments.publish",
        403,
        "comments_closed",
        "The author takes no comments on this post.",
    ),
    Case::new(
        "comments.publish",
        409,
        "parent_gone",
        "The comment that you answer is no longer there.",
    ),
    Case::new(
        "comments.restore",
        409,
        "undo_expired",
        "The comment was deleted too long ago to be restored.",
    ),
];
