//! What goes wrong with audiences, on the wire.

use kith_core::audiences::{ChangeManyError, ChooseDefaultError, UndoChangeError};

use crate::http::problem::ApiError;

impl From<ChooseDefaultError> for ApiError {
    fn from(error: ChooseDefaultError) -> Self {
        match error {
            ChooseDefaultError::Invalid(fields) => Self::invalid(fields),
            ChooseDefaultError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeManyError> for ApiError {
    fn from(error: ChangeManyError) -> Self {
        match error {
            ChangeManyError::Invalid(fields) => Self::invalid(fields),
            ChangeManyError::KeySpent => Self::conflict(
                "idempotency_mismatch",
                "This Idempotency-Key was used with another request, or its change can no longer be taken back.",
            ),
            ChangeManyError::Store(error) => error.into(),
        }
    }
}

impl From<UndoChangeError> for ApiError {
    fn from(error: UndoChangeError) -> Self {
        match error {
            UndoChangeError::NotFound => Self::not_found(),
            UndoChangeError::TooLate => Self::conflict("undo_expired", super::cases::TOO_LATE),
            UndoChangeError::Store(error) => error.into(),
        }
    }
}
