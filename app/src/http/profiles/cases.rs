//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new(
        "profiles.edit",
        409,
        "handle_taken",
        "Somebody else has this handle. Please choose another.",
    ),
    Case::new(
        "profiles.media",
        403,
        "private_profile",
        "This profile is private. Its lists are for followers.",
    ),
    Case::new(
        "profiles.media",
        403,
        "hidden_list",
        "This list is not shown to you.",
    ),
];
