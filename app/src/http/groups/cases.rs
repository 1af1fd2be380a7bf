//! The errors of these operations by their codes, for the reference.

use crate::http::openapi::Case;

pub(super) const OWNER_ONLY: &str = "Only the owner of the group can do this.";
pub(in crate::http) const MEMBERS_ONLY: &str = "This is for members of the group.";
pub(super) const FOR_ROLE: &str = "Your role in the group does not allow this.";
pub(super) const OWNER_CANNOT_LEAVE: &str =
    "A group needs its owner. Hand the group over to another member first.";
pub(super) const NOT_A_MEMBER: &str = "They do not belong to the group.";
pub(super) const BANNED: &str = "You cannot join this group.";
pub(super) const REQUEST_GONE: &str =
    "There is no request any more. It was taken back, or it never was.";
pub(super) const INVITATION_GONE: &str = "The invitation is no longer there.";
pub(super) const ACCEPTED: &str =
    "You accepted the invitation and belong to the group. Leave it instead.";
pub(super) const GONE: &str = "The group is no longer there.";
pub(super) const LATER: &str = "Your request was declined not long ago. You can ask again later.";
const AGAIN: &str = "2026-01-15T12:00:00.000Z";
const MISMATCH: &str = "This Idempotency-Key was used with another request.";

/// One per code that clients may want to act on.
pub const CASES: &[Case] = &[
    Case::new("groups.create", 409, "idempotency_mismatch", MISMATCH),
    Case::new("groups.create", 404, "group_gone", GONE),
    Case::new("groups.edit", 403, "owner_only", OWNER_ONLY),
    Case::new("groups.delete", 403, "owner_only", OWNER_ONLY),
    Case::new("groups.set_banner", 403, "owner_only", OWNER_ONLY),
    Case::new("groups.remove_banner", 403, "owner_only", OWNER_ONLY),
    Case::new("groups.transfer", 403, "owner_only", OWNER_ONLY),
    Case::new("groups.transfer", 409, "not_a_member", NOT_A_MEMBER),
    Case::new(
        "groups.leave",
        409,
        "owner_cannot_leave",
        OWNER_CANNOT_LEAVE,
    ),
    Case::new("groups.join", 403, "banned", BANNED),
    Case::new("groups.join", 409, "ask_again_later", LATER).until(AGAIN),
    Case::new(
        "groups.accept_invitation",
        404,
        "invitation_gone",
        INVITATION_GONE,
    ),
    Case::new("groups.decline_invitation", 409, "already_member", ACCEPTED),
    Case::new("groups.members", 403, "members_only", MEMBERS_ONLY),
    Case::new("groups.invited", 403, "members_only", MEMBERS_ONLY),
    Case::new("groups.requests", 403, "members_only", MEMBERS_ONLY),
    Case::new("groups.requests", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.banned", 403, "members_only", MEMBERS_ONLY),
    Case::new("groups.banned", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.invite", 403, "members_only", MEMBERS_ONLY),
    Case::new("groups.withdraw_invitation", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.accept_request", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.accept_request", 404, "request_gone", REQUEST_GONE),
    Case::new("groups.decline_request", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.change_role", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.change_role", 409, "not_a_member", NOT_A_MEMBER),
    Case::new(
        "groups.change_role",
        409,
        "owner_cannot_leave",
        OWNER_CANNOT_LEAVE,
    ),
    Case::new("groups.remove_member", 403, "not_allowed", FOR_ROLE),
    Case::new(
        "groups.remove_member",
        409,
        "owner_cannot_leave",
        OWNER_CANNOT_LEAVE,
    ),
    Case::new("groups.ban", 403, "not_allowed", FOR_ROLE),
    Case::new("groups.ban", 409, "owner_cannot_leave", OWNER_CANNOT_LEAVE),
    Case::new("groups.unban", 403, "not_allowed", FOR_ROLE),
];
