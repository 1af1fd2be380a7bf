//! What goes wrong with profiles, on the wire.

use kith_core::profiles::{
    ChangePictureError, ChangePrivacyError, EditProfileError, OwnProfileError, ProfileListError,
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

impl From<ProfileListError> for ApiError {
    fn from(error: ProfileListError) -> Self {
        match error {
            ProfileListError::NotFound => Self::not_found(),
            ProfileListError::Private => Self::forbidden(
                "private_profile",
                "This profile is private. Its lists are for followers.",
            ),
            ProfileListError::Hidden => {
                Self::forbidden("hidden_list", "This list is not shown to you.")
            }
            ProfileListError::Store(error) => error.into(),
        }
    }
}
