//! The errors of these operations by their codes, for the reference.

use crate::http::{groups::cases::MEMBERS_ONLY, openapi::Case};

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new("feeds.group_pinned", 403, "members_only", MEMBERS_ONLY),
    Case::new("feeds.group_media", 403, "members_only", MEMBERS_ONLY),
    Case::new("feeds.group", 403, "members_only", MEMBERS_ONLY),
    Case::new(
        "feeds.group",
        400,
        "missing_since",
        "Say with `since` from which post on to count.",
    ),
    Case::new(
        "feeds.profile",
        403,
        "private_profile",
        "This profile is private. Its posts are for followers.",
    ),
    Case::new(
        "feeds.tagged",
        400,
        "missing_since",
        "Say with `since` from which post on to count.",
    ),
    Case::new(
        "feeds.for_you",
        400,
        "missing_since",
        "Say with `since` from which post on to count.",
    ),
    Case::new(
        "feeds.home",
        400,
        "missing_since",
        "Say with `since` from which post on to count.",
    ),
];
