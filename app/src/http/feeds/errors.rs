//! What goes wrong with lists of posts, on the wire.

use kith_core::feeds::{ForYouError, GroupFeedError, ProfileError};

use crate::http::problem::ApiError;

/// Counting needs a post to count from.
pub(super) fn missing_since() -> ApiError {
    ApiError::malformed(
        "missing_since",
        "Say with `since` from which post on to count.",
    )
}

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

impl From<GroupFeedError> for ApiError {
    fn from(error: GroupFeedError) -> Self {
        match error {
            GroupFeedError::Outside(outside) => outside.into(),
            GroupFeedError::Store(error) => error.into(),
        }
    }
}

impl From<ForYouError> for ApiError {
    fn from(error: ForYouError) -> Self {
        match error {
            ForYouError::Forgotten => Self::malformed(
                "invalid_cursor",
                "This list is no longer kept. Start again without a cursor.",
            ),
            ForYouError::Store(error) => error.into(),
        }
    }
}
