//! What goes wrong with pictures, on the wire.

use kith_core::{
    media::{
        BytesError, DeleteMediaError, DescribeMediaError, ImageError, OpenMediaError,
        ShowMediaError, UploadMediaError,
    },
    shared::fields::Refusal,
};

use crate::http::problem::ApiError;

impl From<ImageError> for ApiError {
    fn from(error: ImageError) -> Self {
        let refused =
            |code, sentence: &str| Self::invalid_field("file", Refusal::new(code, sentence));
        match error {
            ImageError::UnsupportedType => {
                Self::unsupported("Pictures can be JPEG, PNG, GIF or WebP.")
            }
            ImageError::TooManyPixels => refused(
                "too_many_pixels",
                "This picture has too many pixels. Make it smaller and try again.",
            ),
            ImageError::TooManyFrames => refused(
                "too_many_frames",
                "This moving picture is too long. Make it shorter or smaller.",
            ),
            ImageError::Corrupt => refused(
                "corrupt_image",
                "This picture is damaged and cannot be read.",
            ),
            ImageError::Busy => Self::busy(),
        }
    }
}

impl From<UploadMediaError> for ApiError {
    fn from(error: UploadMediaError) -> Self {
        match error {
            UploadMediaError::Invalid(fields) => Self::invalid(fields),
            UploadMediaError::TooLarge => Self::too_large("This file is too large."),
            UploadMediaError::Image(error) => error.into(),
            UploadMediaError::KeyMismatch => Self::conflict(
                "idempotency_mismatch",
                "This Idempotency-Key was used with another request.",
            ),
            UploadMediaError::Bytes(error) => lost(&error),
            UploadMediaError::Store(error) => error.into(),
        }
    }
}

impl From<ShowMediaError> for ApiError {
    fn from(error: ShowMediaError) -> Self {
        match error {
            ShowMediaError::NotFound => Self::not_found(),
            ShowMediaError::Store(error) => error.into(),
        }
    }
}

impl From<OpenMediaError> for ApiError {
    fn from(error: OpenMediaError) -> Self {
        match error {
            OpenMediaError::NotFound => Self::not_found(),
            OpenMediaError::Store(error) => error.into(),
        }
    }
}

impl From<DescribeMediaError> for ApiError {
    fn from(error: DescribeMediaError) -> Self {
        match error {
            DescribeMediaError::Invalid(fields) => Self::invalid(fields),
            DescribeMediaError::NotFound => Self::not_found(),
            DescribeMediaError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteMediaError> for ApiError {
    fn from(error: DeleteMediaError) -> Self {
        match error {
            DeleteMediaError::NotFound => Self::not_found(),
            DeleteMediaError::InUse => Self::conflict(
                "media_in_use",
                "This picture belongs to something. It goes when that goes.",
            ),
            DeleteMediaError::Store(error) => error.into(),
        }
    }
}

/// The store of bytes failed, as full and broken disks do: why is for the log, not for the client.
pub(super) fn lost(error: &BytesError) -> ApiError {
    tracing::error!(%error, "the media store failed");
    ApiError::busy()
}
