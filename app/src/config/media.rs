//! Settings of uploads.

use std::{num::NonZeroU8, path::PathBuf};

use serde::{Deserialize, Serialize};

use super::{Bytes, Span};

/// `[media]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MediaConfig {
    /// Largest picture file.
    pub max_file: Bytes,
    /// Largest video file.
    pub max_video: Bytes,
    /// How long a video may play.
    pub max_video_length: Span,
    /// The programs that work on videos; where they do not run, videos are refused.
    pub ffmpeg: PathBuf,
    /// The one that looks at them.
    pub ffprobe: PathBuf,
    /// How many videos are made playable at a time.
    pub video_jobs: NonZeroU8,
    /// How long the work on one video may take.
    pub video_time: Span,
    /// How much memory the work on one video may take.
    pub video_memory: Bytes,
}

impl Default for MediaConfig {
    fn default() -> Self {
        Self {
            max_file: Bytes::mebi(20),
            max_video: Bytes::mebi(200),
            max_video_length: Span::minutes(10),
            ffmpeg: PathBuf::from("ffmpeg"),
            ffprobe: PathBuf::from("ffprobe"),
            video_jobs: NonZeroU8::MIN,
            video_time: Span::minutes(30),
            video_memory: Bytes::mebi(2048),
        }
    }
}
