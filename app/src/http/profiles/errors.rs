//! What goes wrong with profiles, on the wire.

use kith_core::profiles::{
    ChangePictureError, ChangePrivacyError, EditProfileError, ListPicturesError, OwnProfileError,
    ShowProfileError,
};

use crate::http::problem::ApiError;

impl From<ShowProfileError> for ApiError {
    fn from(error: ShowProfileError) -> Self {
        match error {
            ShowProfileError::NotFound => Self::not_found(),
            ShowProfileError::Store(error) => error.into(),
        }
    }
}

impl From<OwnProfileError> for ApiError {
    fn from(error: OwnProfileError) -> Self {
        match error {
            OwnProfileError::NotFound => Self::not_logged_in(),
            OwnProfileError::Store(error) => error.into(),
        }
    }
}

impl From<EditProfileError> for ApiError {
    fn from(error: EditProfileError) -> Self {
        match error {
            EditProfileError::Invalid(fields) => Self::invalid(fields),
            EditProfileError::HandleTaken => Self::conflict(
                "handle_taken",
                "Somebody else has this handle. Please choose another.",
            ),
            EditProfileError::NotFound => Self::not_logged_in(),
            EditProfileError::Store(error) => error.into(),
        }
    }
}

impl From<ChangePictureError> for ApiError {
    fn from(error: ChangePictureError) -> Self {
        match error {
            ChangePictureError::Upload(error) => error.into(),
            ChangePictureError::NotFound => Self::not_logged_in(),
            ChangePictureError::Store(error) => error.into(),
        }
    }
}

impl From<ChangePrivacyError> for ApiError {
    fn from(error: ChangePrivacyError) -> Self {
        match error {
            ChangePrivacyError::NotFound => Self::not_logged_in(),
            ChangePrivacyError::Store(error) => error.into(),
        }
    }
}

impl From<ListPicturesError> for ApiError {
    fn from(error: ListPicturesError) -> Self {
        match error {
            ListPicturesError::NotFound => Self::not_found(),
            ListPicturesError::Private => Self::forbidden(
                "private_profile",
                "This profile is private. Its pictures are for followers.",
            ),
            ListPicturesError::Hidden => {
                Self::forbidden("hidden_list", "This list is not shown to you.")
            }
            ListPicturesError::Store(error) => error.into(),
        }
    }
}
