//! What goes wrong with previews, on the wire.

use kith_core::previews::ShowPreviewError;

use crate::http::problem::ApiError;

impl From<ShowPreviewError> for ApiError {
    fn from(error: ShowPreviewError) -> Self {
        match error {
            ShowPreviewError::Refused(refusal) => refusal.into(),
            ShowPreviewError::Store(error) => error.into(),
        }
    }
}
