//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

pub(super) const TOO_LATE: &str = "The audiences were changed too long ago to be changed back.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[Case::new(
    "audiences.undo_change",
    409,
    "undo_expired",
    TOO_LATE,
)];
