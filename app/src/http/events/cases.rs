//! The errors of these operations by their codes, for the reference.

use crate::http::{groups::cases::MEMBERS_ONLY, openapi::Case};

pub(super) const NOT_ALLOWED: &str =
    "Only who created the event and the owner of the group can do this.";
pub(super) const GONE: &str = "The event is no longer there.";
pub(super) const OVER: &str = "The event is over.";
pub(super) const CANCELLED: &str = "The event is cancelled.";
const MISMATCH: &str = "This Idempotency-Key was used with another request.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new("events.create", 403, "members_only", MEMBERS_ONLY),
    Case::new("events.create", 409, "idempotency_mismatch", MISMATCH),
    Case::new("events.create", 404, "event_gone", GONE),
    Case::new("events.of_group", 403, "members_only", MEMBERS_ONLY),
    Case::new("events.edit", 403, "not_allowed", NOT_ALLOWED),
    Case::new("events.edit", 409, "event_over", OVER),
    Case::new("events.edit", 409, "event_cancelled", CANCELLED),
    Case::new("events.cancel", 403, "not_allowed", NOT_ALLOWED),
    Case::new("events.cancel", 409, "event_over", OVER),
    Case::new("events.set_image", 403, "not_allowed", NOT_ALLOWED),
    Case::new("events.set_image", 409, "event_over", OVER),
    Case::new("events.set_image", 409, "event_cancelled", CANCELLED),
    Case::new("events.remove_image", 403, "not_allowed", NOT_ALLOWED),
    Case::new("events.remove_image", 409, "event_over", OVER),
    Case::new("events.remove_image", 409, "event_cancelled", CANCELLED),
    Case::new("events.respond", 409, "event_over", OVER),
    Case::new("events.respond", 409, "event_cancelled", CANCELLED),
    Case::new("events.take_back", 409, "event_over", OVER),
    Case::new("events.take_back", 409, "event_cancelled", CANCELLED),
];
