//! What videos need from the outside: somebody who decodes and encodes them.

use std::{num::NonZeroU8, sync::Arc};

use async_trait::async_trait;
use bytes::Bytes;

use super::{Container, FileHandle};

/// How much a video may ask for. All of it is checked before it is taken in, as far as the file tells the truth; what it
/// turns out to be is held to the same limits while it is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VideoLimits {
    /// Size of the upload in bytes.
    pub bytes: u64,
    /// How long it plays, in milliseconds.
    pub duration_ms: u32,
    /// Width × height of a frame.
    pub pixels: u64,
    /// The longer side.
    pub side: u32,
}

impl Default for VideoLimits {
    /// 200 MiB, ten minutes, 4K: 4096 pixels a side and as many altogether as 4096 × 2304.
    fn default() -> Self {
        Self {
            bytes: 200 * 1024 * 1024,
            duration_ms: 600_000,
            pixels: 4096 * 2304,
            side: 4096,
        }
    }
}

/// Why a video was not taken, or could not be made playable.
#[derive(Debug, thiserror::Error)]
pub enum VideoError {
    /// It is no video in a format that is taken, whatever its name or declared type says.
    #[error("not a video of a known format")]
    UnsupportedType,
    /// It has more pixels, or longer sides, than [`VideoLimits`] allows.
    #[error("too many pixels")]
    TooManyPixels,
    /// It plays for longer than [`VideoLimits`] allows.
    #[error("too long")]
    TooLong,
    /// It breaks off, contradicts itself, or cannot be decoded.
    #[error("corrupt video")]
    Corrupt,
    /// It took more time or memory than one video may take.
    #[error("too heavy")]
    TooHeavy,
    /// Too many videos are being worked on: worth trying again shortly.
    #[error("busy")]
    Busy,
    /// Nothing here can work on videos.
    #[error("no means to work on videos")]
    Unavailable,
    /// This machine failed; the text is for the log only.
    #[error("working on a video failed: {0}")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What a video is before anything is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// Width in pixels as it is shown: turned upright, with square pixels.
    pub width: u32,
    /// Height in pixels as it is shown.
    pub height: u32,
    /// How long it plays in milliseconds, if it says so: what browsers record does not.
    pub duration_ms: Option<u32>,
    /// A frame of it from near the beginning, as a picture that the picture codec takes.
    pub poster: Bytes,
}

/// A video that every browser plays: H.264 and AAC in MP4, the index first, nothing else in it.
#[derive(Debug, Clone)]
pub struct Playable {
    /// The file.
    pub file: FileHandle,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How long it plays in milliseconds.
    pub duration_ms: u32,
}

/// Hears how far the work on a video is.
#[async_trait]
pub trait Progress: Send + Sync {
    /// So many percent are done. Called with growing numbers, not more often than every second.
    async fn reached(&self, percent: u8);
}

/// Turns untrusted videos into clean ones. Decoders run apart from the server, bounded in time, memory and what they can
/// read; they never reach the network. A decoder that crashes makes [`VideoError::Corrupt`].
#[async_trait]
pub trait VideoCodec: Send + Sync {
    /// Looks at a video, within seconds, and refuses what is beyond the limits.
    async fn inspect(
        &self,
        file: FileHandle,
        container: Container,
    ) -> Result<Inspected, VideoError>;

    /// Makes the playable rendition, which takes as long as it takes. Work that nobody waits for any more is ended.
    async fn transcode(
        &self,
        file: FileHandle,
        container: Container,
        progress: Arc<dyn Progress>,
    ) -> Result<Playable, VideoError>;
}

/// What works on videos. Cheap to clone.
#[derive(Clone)]
pub struct VideoPorts {
    /// Decodes and encodes.
    pub codec: Arc<dyn VideoCodec>,
    /// What is accepted.
    pub limits: VideoLimits,
    /// How many are made playable at a time.
    pub at_once: NonZeroU8,
}
