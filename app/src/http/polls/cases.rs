//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

pub(super) const ENDED: &str = "The poll has ended.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[Case::new("polls.vote", 409, "poll_ended", ENDED)];
