//! What goes wrong with groups, on the wire.

use kith_core::groups::{
    ChangeBannerError, ChangeMemberError, CreateGroupError, DeleteGroupError, DismissGroupError,
    EditGroupError, GroupRefusal, HandOverError, InviteError, OutsideGroup, OwnMembershipError,
    ReadGroupError,
};

use crate::http::problem::ApiError;

use super::cases::{
    ACCEPTED, BANNED, FOR_ROLE, GONE, INVITATION_GONE, LATER, MEMBERS_ONLY, NOT_A_MEMBER,
    OWNER_CANNOT_LEAVE, OWNER_ONLY, REQUEST_GONE,
};

fn owner_only() -> ApiError {
    ApiError::forbidden("owner_only", OWNER_ONLY)
}

fn members_only() -> ApiError {
    ApiError::forbidden("members_only", MEMBERS_ONLY)
}

fn owner_stays() -> ApiError {
    ApiError::conflict("owner_cannot_leave", OWNER_CANNOT_LEAVE)
}

fn not_a_member() -> ApiError {
    ApiError::conflict("not_a_member", NOT_A_MEMBER)
}

impl From<CreateGroupError> for ApiError {
    fn from(error: CreateGroupError) -> Self {
        match error {
            CreateGroupError::Invalid(fields) => Self::invalid(fields),
            CreateGroupError::KeyReused => Self::key_reused(),
            CreateGroupError::Gone => Self::gone("group_gone", GONE),
            CreateGroupError::Store(error) => error.into(),
        }
    }
}

impl From<OutsideGroup> for ApiError {
    fn from(outside: OutsideGroup) -> Self {
        match outside {
            OutsideGroup::NotFound => Self::not_found(),
            OutsideGroup::MembersOnly => members_only(),
        }
    }
}

impl From<ReadGroupError> for ApiError {
    fn from(error: ReadGroupError) -> Self {
        match error {
            ReadGroupError::NotFound => Self::not_found(),
            ReadGroupError::Outside(outside) => outside.into(),
            ReadGroupError::NotAllowed => Self::forbidden("not_allowed", FOR_ROLE),
            ReadGroupError::Store(error) => error.into(),
        }
    }
}

impl From<DismissGroupError> for ApiError {
    fn from(error: DismissGroupError) -> Self {
        match error {
            DismissGroupError::NotFound => Self::not_found(),
            DismissGroupError::Store(error) => error.into(),
        }
    }
}

impl From<GroupRefusal> for ApiError {
    fn from(refusal: GroupRefusal) -> Self {
        match refusal {
            GroupRefusal::NotFound => Self::not_found(),
            GroupRefusal::NotTheOwner => owner_only(),
        }
    }
}

impl From<EditGroupError> for ApiError {
    fn from(error: EditGroupError) -> Self {
        match error {
            EditGroupError::Invalid(fields) => Self::invalid(fields),
            EditGroupError::Refused(refusal) => refusal.into(),
            EditGroupError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeBannerError> for ApiError {
    fn from(error: ChangeBannerError) -> Self {
        match error {
            ChangeBannerError::Upload(error) => error.into(),
            ChangeBannerError::Refused(refusal) => refusal.into(),
            ChangeBannerError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteGroupError> for ApiError {
    fn from(error: DeleteGroupError) -> Self {
        match error {
            DeleteGroupError::Refused(refusal) => refusal.into(),
            DeleteGroupError::Store(error) => error.into(),
        }
    }
}

impl From<HandOverError> for ApiError {
    fn from(error: HandOverError) -> Self {
        match error {
            HandOverError::NotFound => Self::not_found(),
            HandOverError::NotTheOwner => owner_only(),
            HandOverError::NotAMember => not_a_member(),
            HandOverError::Store(error) => error.into(),
        }
    }
}

impl From<OwnMembershipError> for ApiError {
    fn from(error: OwnMembershipError) -> Self {
        match error {
            OwnMembershipError::NotFound => Self::not_found(),
            OwnMembershipError::InvitationGone => Self::gone("invitation_gone", INVITATION_GONE),
            OwnMembershipError::Accepted => Self::conflict("already_member", ACCEPTED),
            OwnMembershipError::Banned => Self::forbidden("banned", BANNED),
            OwnMembershipError::OwnerStays => owner_stays(),
            OwnMembershipError::AskAgainLater(moment) => {
                Self::too_early("ask_again_later", LATER, moment)
            }
            OwnMembershipError::Store(error) => error.into(),
        }
    }
}

impl From<InviteError> for ApiError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Invalid(fields) => Self::invalid(fields),
            InviteError::NotFound => Self::not_found(),
            InviteError::NotAMember => members_only(),
            InviteError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeMemberError> for ApiError {
    fn from(error: ChangeMemberError) -> Self {
        match error {
            ChangeMemberError::NotFound => Self::not_found(),
            ChangeMemberError::NotAllowed => Self::forbidden("not_allowed", FOR_ROLE),
            ChangeMemberError::RequestGone => Self::gone("request_gone", REQUEST_GONE),
            ChangeMemberError::NotAMember => not_a_member(),
            ChangeMemberError::OwnerStays => owner_stays(),
            ChangeMemberError::Store(error) => error.into(),
        }
    }
}
