//! What goes wrong with tags, on the wire.

use kith_core::tags::FollowTagError;

use crate::http::problem::ApiError;

impl From<FollowTagError> for ApiError {
    fn from(error: FollowTagError) -> Self {
        match error {
            FollowTagError::TooMany => Self::conflict("too_many_tags", super::cases::TOO_MANY),
            FollowTagError::Store(error) => error.into(),
        }
    }
}
