//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

pub(super) const TOO_MANY: &str = "You follow 500 tags. Stop following one first.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[Case::new("tags.follow", 409, "too_many_tags", TOO_MANY)];
