//! Pictures and videos, wired.

use std::{path::PathBuf, sync::Arc};

use kith_adapters::{
    images::{FsMediaBytes, Images},
    sql::Database,
    videos::{VideoSettings, Videos},
};
use kith_core::media::{ImageLimits, MediaPorts, VideoLimits, VideoPorts};

use super::make_data_folder;
use crate::config::Config;

const MEDIA_FOLDER: &str = "media";
const SCRATCH_FOLDER: &str = "scratch";

/// What deals with the bytes of pictures: threads that decode, files in the data folder, which must be those of the
/// `database`.
pub async fn media_ports(config: &Config, database: &Database) -> Result<MediaPorts, String> {
    let limits = ImageLimits {
        bytes: config.media.max_file.get(),
        ..ImageLimits::default()
    };
    let folder = config.data_dir.join(MEDIA_FOLDER);
    make_data_folder(&config.data_dir)?;
    let bytes = FsMediaBytes::open(folder.clone())
        .map_err(|error| format!("data_dir: {} cannot be used: {error}", folder.display()))?;
    bytes
        .claim(database)
        .await
        .map_err(|error| format!("data_dir: {error}"))?;
    let codec = Images::new(limits)
        .map_err(|error| format!("threads for pictures cannot be started: {error}"))?;
    Ok(MediaPorts {
        codec: Arc::new(codec),
        bytes: Arc::new(bytes),
        limits,
        videos: video_ports(config).await?,
    })
}

/// What works on videos; nothing where the programs do not run, which the log tells.
async fn video_ports(config: &Config) -> Result<Option<VideoPorts>, String> {
    let (media, scratch) = (&config.media, scratch_folder(config)?);
    let settings = VideoSettings {
        ffmpeg: media.ffmpeg.clone(),
        ffprobe: media.ffprobe.clone(),
        scratch,
        limits: video_limits(config),
        at_once: media.video_jobs,
        patience: media.video_time.get(),
        memory: media.video_memory.get(),
    };
    match Videos::find(settings).await {
        Ok(videos) => Ok(Some(videos)),
        Err(reason) => {
            tracing::warn!(%reason, "videos are refused");
            Ok(None)
        }
    }
}

fn video_limits(config: &Config) -> VideoLimits {
    let length = config.media.max_video_length.get().as_millis();
    VideoLimits {
        bytes: config.media.max_video.get(),
        duration_ms: u32::try_from(length).unwrap_or(u32::MAX),
        ..VideoLimits::default()
    }
}

/// Where uploads lie until they are taken in, without a name: nothing has to be tidied up there.
pub fn scratch_folder(config: &Config) -> Result<PathBuf, String> {
    let folder = config.data_dir.join(SCRATCH_FOLDER);
    make_data_folder(&folder)?;
    Ok(folder)
}
