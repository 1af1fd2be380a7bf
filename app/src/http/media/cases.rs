//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new(
        "media.upload",
        503,
        "video_unavailable",
        "This server cannot take videos at the moment.",
    ),
    Case::new(
        "media.delete",
        409,
        "media_in_use",
        "This picture belongs to something. It goes when that goes.",
    ),
];
