//! What goes wrong with polls, on the wire.

use kith_core::polls::VoteError;

use crate::http::problem::ApiError;

impl From<VoteError> for ApiError {
    fn from(error: VoteError) -> Self {
        match error {
            VoteError::NotFound => Self::not_found(),
            VoteError::Invalid(fields) => Self::invalid(fields),
            VoteError::Ended => Self::conflict("poll_ended", super::cases::ENDED),
            VoteError::Store(error) => error.into(),
        }
    }
}
