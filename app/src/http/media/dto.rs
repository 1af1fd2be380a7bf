//! A picture or video as clients see it.

use std::collections::BTreeMap;

use kith_core::{
    media::{Kind, Media, Status, VariantName, VideoFailure},
    shared::id::MediaId,
};
use poem_openapi::{Enum, Object};
use serde::Serialize;

use crate::http::{PREFIX, values::Id};

/// What it is to the one who looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "MediaKind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum KindDto {
    /// A still picture.
    Image,
    /// A moving picture without sound.
    Gif,
    /// A video.
    Video,
}

/// Why a video could not be made playable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "VideoFailure", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum VideoFailureDto {
    /// It is damaged.
    CorruptVideo,
    /// It plays for longer than videos may.
    TooLong,
    /// It takes more time or memory than there is for one video.
    TooHeavy,
    /// The server lost it, or what it takes to work on it.
    Lost,
}

/// How far the work on it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "MediaStatus", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum StatusDto {
    /// Some renditions are still being made.
    Processing,
    /// All renditions are there.
    Ready,
    /// It could not be finished.
    Failed,
}

/// A picture or video and where its renditions are.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "Media")]
pub struct MediaDto {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: KindDto,
    /// How far the work on it is.
    pub status: StatusDto,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A thumbhash in base64, to show until the picture is there.
    pub placeholder: String,
    /// The description for those who do not see it.
    pub alt_text: String,
    /// How long a video plays, in seconds; null for pictures, and until that is known.
    pub duration: Option<f64>,
    /// How much of the work on a video is done, from 0 to 1; null for what is not being worked on.
    pub progress: Option<f64>,
    /// Why a video could not be made playable; null when it was, or is no video.
    pub failure: Option<VideoFailureDto>,
    /// The address of each rendition, by its name.
    pub variants: BTreeMap<String, String>,
}

/// Its numbers are made of whole ones: none is NaN.
impl Eq for MediaDto {}

impl From<Media> for MediaDto {
    fn from(media: Media) -> Self {
        let is_processing = media.status == Status::Processing;
        let video = media.video.as_ref();
        let url = |name: VariantName| (name.as_str().to_owned(), variant_url(media.id, name));
        Self {
            id: media.id.into(),
            kind: match media.kind {
                Kind::Image => KindDto::Image,
                Kind::Gif => KindDto::Gif,
                Kind::Video => KindDto::Video,
            },
            duration: video
                .and_then(|video| video.duration_ms)
                .map(|duration| f64::from(duration) / 1000.0),
            progress: video
                .filter(|_| is_processing)
                .map(|video| f64::from(video.progress) / 100.0),
            failure: video.and_then(|video| video.failure).map(Into::into),
            status: match media.status {
                Status::Processing => StatusDto::Processing,
                Status::Ready => StatusDto::Ready,
                Status::Failed => StatusDto::Failed,
            },
            width: media.width,
            height: media.height,
            variants: media
                .variants
                .iter()
                .map(|variant| url(variant.name))
                .collect(),
            placeholder: media.placeholder,
            alt_text: media.alt_text,
        }
    }
}

impl From<VideoFailure> for VideoFailureDto {
    fn from(failure: VideoFailure) -> Self {
        match failure {
            VideoFailure::Corrupt => Self::CorruptVideo,
            VideoFailure::TooLong => Self::TooLong,
            VideoFailure::TooHeavy => Self::TooHeavy,
            VideoFailure::Lost => Self::Lost,
        }
    }
}

/// Where the square picture for lists is.
#[must_use]
pub fn avatar_url(media: MediaId) -> String {
    variant_url(media, VariantName::Thumb)
}

/// Where a rendition is.
#[must_use]
pub fn variant_url(media: MediaId, name: VariantName) -> String {
    format!("{PREFIX}/media/{media}/{}", name.as_str())
}
