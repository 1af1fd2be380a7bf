//! What goes wrong with posts, on the wire.

use kith_core::posts::{
    ChangeRefusal, DeleteError, EditError, PinError, PublishError, RestoreError, ShareError,
    ShowError,
};

use crate::http::problem::ApiError;

impl From<PublishError> for ApiError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Invalid(fields) => Self::invalid(fields),
            PublishError::NotAMember => {
                Self::forbidden("members_only", "Only members post in this group.")
            }
            PublishError::KeyReused => Self::key_reused(),
            PublishError::Gone => Self::not_found(),
            PublishError::Store(error) => error.into(),
        }
    }
}

impl From<ShareError> for ApiError {
    fn from(error: ShareError) -> Self {
        match error {
            ShareError::NotFound => Self::not_found(),
            ShareError::NotShareable => {
                Self::forbidden("not_shareable", "This post cannot be shared.")
            }
            ShareError::Publish(error) => error.into(),
        }
    }
}

impl From<PinError> for ApiError {
    fn from(error: PinError) -> Self {
        match error {
            PinError::Refused(refusal) => refusal.into(),
            PinError::NotAllowed => {
                Self::forbidden("not_allowed", "In a group, owner and moderators pin posts.")
            }
            PinError::TooMany => Self::conflict(
                "too_many_pins",
                "Three posts are pinned already. Unpin one of them first.",
            ),
            PinError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeRefusal> for ApiError {
    fn from(refusal: ChangeRefusal) -> Self {
        match refusal {
            ChangeRefusal::NotFound => Self::not_found(),
            ChangeRefusal::NotTheirs => {
                Self::forbidden("not_allowed", "This post is somebody else's.")
            }
        }
    }
}

impl From<ShowError> for ApiError {
    fn from(error: ShowError) -> Self {
        match error {
            ShowError::NotFound => Self::not_found(),
            ShowError::Store(error) => error.into(),
        }
    }
}

impl From<EditError> for ApiError {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Invalid(fields) => Self::invalid(fields),
            EditError::Refused(refusal) => refusal.into(),
            EditError::OfAnEvent => of_an_event(),
            EditError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteError> for ApiError {
    fn from(error: DeleteError) -> Self {
        match error {
            DeleteError::Refused(refusal) => refusal.into(),
            DeleteError::OfAnEvent => of_an_event(),
            DeleteError::Store(error) => error.into(),
        }
    }
}

fn of_an_event() -> ApiError {
    ApiError::conflict("belongs_to_event", super::cases::OF_AN_EVENT)
}

impl From<RestoreError> for ApiError {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Refused(refusal) => refusal.into(),
            RestoreError::TooLate => Self::conflict(
                "undo_expired",
                "The post was deleted too long ago to be restored.",
            ),
            RestoreError::Store(error) => error.into(),
        }
    }
}
