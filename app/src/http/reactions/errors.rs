//! What goes wrong with reactions, on the wire.

use kith_core::reactions::{ListReactorsError, ReactError};

use crate::http::problem::ApiError;

impl From<ReactError> for ApiError {
    fn from(error: ReactError) -> Self {
        match error {
            ReactError::NotFound => Self::not_found(),
            ReactError::Store(error) => error.into(),
        }
    }
}

impl From<ListReactorsError> for ApiError {
    fn from(error: ListReactorsError) -> Self {
        match error {
            ListReactorsError::NotFound => Self::not_found(),
            ListReactorsError::Store(error) => error.into(),
        }
    }
}
