//! What goes wrong with lists of posts, on the wire.

use kith_core::feeds::ProfileError;

use crate::http::problem::ApiError;

impl From<ProfileError> for ApiError {
    fn from(error: ProfileError) -> Self {
        match error {
            ProfileError::NotFound => Self::not_found(),
            ProfileError::Private => Self::forbidden(
                "private_profile",
                "This profile is private. Its posts are for followers.",
            ),
            ProfileError::Store(error) => error.into(),
        }
    }
}
