//! What goes wrong with bookmarks, on the wire.

use kith_core::bookmarks::AddBookmarkError;

use crate::http::problem::ApiError;

impl From<AddBookmarkError> for ApiError {
    fn from(error: AddBookmarkError) -> Self {
        match error {
            AddBookmarkError::NotFound => Self::not_found(),
            AddBookmarkError::Store(error) => error.into(),
        }
    }
}
