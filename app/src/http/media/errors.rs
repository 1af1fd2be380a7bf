//! What goes wrong with pictures and videos, on the wire.

use kith_core::{
    media::{
        BytesError, DeleteMediaError, DescribeMediaError, ImageError, OpenMediaError,
        ShowMediaError, UploadMediaError, VideoError,
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
            UploadMediaError::Video(_) => ImageError::UnsupportedType.into(),
            UploadMediaError::KeyMismatch => Self::key_reused(),
            UploadMediaError::Bytes(error) => lost(&error),
            UploadMediaError::Store(error) => error.into(),
        }
    }
}

/// Why an upload was refused where videos are taken; `longest` says in words how long they may be.
pub(super) fn refused(error: UploadMediaError, longest: &str) -> ApiError {
    match error {
        UploadMediaError::Image(ImageError::UnsupportedType) => ApiError::unsupported(
            "Pictures can be JPEG, PNG, GIF or WebP, videos MP4, WebM or MOV.",
        ),
        UploadMediaError::Video(error) => refused_video(&error, longest),
        other => other.into(),
    }
}

fn refused_video(error: &VideoError, longest: &str) -> ApiError {
    let refused =
        |code, sentence: &str| ApiError::invalid_field("file", Refusal::new(code, sentence));
    match error {
        VideoError::UnsupportedType => ApiError::unsupported(
            "Videos can be MP4, WebM or MOV, with a picture that is H.264, HEVC, VP8, VP9 or AV1, and go into posts only.",
        ),
        VideoError::TooManyPixels => refused(
            "too_many_pixels",
            "This video has too many pixels. Make it smaller and try again.",
        ),
        VideoError::TooLong => refused(
            "too_long",
            &format!("This video is too long. Videos may play for {longest} at most."),
        ),
        VideoError::Corrupt => {
            refused("corrupt_video", "This video is damaged and cannot be read.")
        }
        VideoError::TooHeavy => refused(
            "too_heavy",
            "This video takes too long to read. Make it smaller and try again.",
        ),
        VideoError::Busy => ApiError::busy(),
        VideoError::Unavailable => ApiError::unavailable(
            "video_unavailable",
            "This server cannot take videos at the moment.",
        ),
        VideoError::Failed(error) => {
            tracing::error!(%error, "a video could not be looked at");
            ApiError::busy()
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
