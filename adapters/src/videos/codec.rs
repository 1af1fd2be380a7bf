//! The video codec.

use std::{
    os::{fd::OwnedFd, unix::process::ExitStatusExt as _},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use bytes::Bytes;
use kith_core::media::{
    Container, FileHandle, Inspected, Playable, Progress, VideoCodec, VideoError, VideoPorts,
};
use tokio::{
    sync::{Semaphore, SemaphorePermit, watch},
    time::timeout,
};

use super::{
    arguments,
    look::{self, Seen},
    process::{Bounds, Ended, Program, Stopped, can_be_apart},
    settings::{NoVideos, VideoSettings},
};

/// How long looking at a video may take: somebody waits.
const GLANCE: Duration = Duration::from_secs(20);
/// Videos that are looked at at a time, and how long others wait for their turn.
const GLANCES: usize = 2;
const TURN: Duration = Duration::from_secs(20);
/// The longest report of ffprobe that is read, and the largest poster.
const REPORT: usize = 256 * 1024;
const POSTER: usize = 16 * 1024 * 1024;
/// How often progress is told.
const TELLING: Duration = Duration::from_secs(2);

/// MP4, MOV and WebM to MP4.
pub struct Videos {
    settings: VideoSettings,
    apart: bool,
    glances: Semaphore,
    turns: Semaphore,
}

impl Videos {
    /// Finds out whether this machine can work on videos.
    pub async fn find(settings: VideoSettings) -> Result<VideoPorts, NoVideos> {
        let (limits, at_once) = (settings.limits, settings.at_once);
        let videos = Self {
            apart: can_be_apart().await,
            glances: Semaphore::new(GLANCES),
            turns: Semaphore::new(usize::from(at_once.get())),
            settings,
        };
        videos.says(&videos.settings.ffprobe, &["-version"]).await?;
        let encoders = videos
            .says(&videos.settings.ffmpeg, &["-hide_banner", "-encoders"])
            .await?;
        for missing in ["libx264", "aac"] {
            if !encoders.split_whitespace().any(|word| word == missing) {
                return Err(NoVideos::Encoder {
                    program: videos.settings.ffmpeg.clone(),
                    missing,
                });
            }
        }
        tracing::info!(
            apart = videos.apart,
            "videos can be worked on; apart: without a network"
        );
        Ok(VideoPorts {
            codec: Arc::new(videos),
            limits,
            at_once,
        })
    }

    /// What a program says of itself.
    async fn says(&self, program: &Path, arguments: &[&str]) -> Result<String, NoVideos> {
        let fails = |reason: String| NoVideos::Program {
            program: program.to_owned(),
            reason,
        };
        let nothing = self
            .unnamed()
            .map_err(|error| fails(format!("{}: {error}", self.settings.scratch.display())))?;
        let arguments = arguments.iter().map(Into::into).collect();
        let ended = self
            .program(program, arguments, GLANCE)
            .capture(&nothing, REPORT)
            .await
            .map_err(|stopped| fails(format!("{stopped:?}")))?;
        if !ended.status.success() {
            return Err(fails(ended.said.trim().to_owned()));
        }
        Ok(String::from_utf8_lossy(&ended.output).into_owned())
    }

    fn program<'a>(
        &self,
        path: &'a Path,
        arguments: Vec<std::ffi::OsString>,
        time: Duration,
    ) -> Program<'a> {
        Program {
            path,
            arguments,
            bounds: Bounds {
                time,
                memory: self.settings.memory,
                // A rendition is smaller than what it is made of, but for small files.
                file: self.settings.limits.bytes.max(64 << 20) * 2,
            },
            apart: self.apart,
        }
    }

    /// A file without a name: it is gone when nobody has it open any more.
    fn unnamed(&self) -> std::io::Result<FileHandle> {
        let file = tempfile::tempfile_in(&self.settings.scratch)?;
        Ok(OwnedFd::from(file).into())
    }

    async fn look(&self, file: &FileHandle, container: Container) -> Result<Seen, VideoError> {
        let ended = self
            .program(&self.settings.ffprobe, arguments::look(container), GLANCE)
            .capture(file, REPORT)
            .await;
        let ended = well(ended)?;
        look::read(&ended.output, container, &self.settings.limits)
    }

    async fn poster(
        &self,
        file: &FileHandle,
        container: Container,
        seen: &Seen,
    ) -> Result<Bytes, VideoError> {
        let ended = self
            .program(
                &self.settings.ffmpeg,
                arguments::poster(container, seen),
                GLANCE,
            )
            .capture(file, POSTER)
            .await;
        let poster = well(ended)?.output;
        if poster.is_empty() {
            return Err(VideoError::Corrupt);
        }
        Ok(poster.into())
    }

    async fn write(
        &self,
        file: &FileHandle,
        container: Container,
        seen: &Seen,
        copy: bool,
        telling: &watch::Sender<u8>,
    ) -> Result<FileHandle, VideoError> {
        let output = self.unnamed().map_err(failed)?;
        let longest = Duration::from_millis(self.settings.limits.duration_ms.into());
        let arguments = arguments::transcode(container, seen, copy, longest);
        let mut listener = |line: &str| {
            if let Some(percent) = percent(line, seen.duration_ms) {
                telling.send_if_modified(|told| {
                    let grown = percent > *told;
                    *told = percent.max(*told);
                    grown
                });
            }
        };
        let ended = self
            .program(&self.settings.ffmpeg, arguments, self.settings.patience)
            .write(file, &output, &mut listener)
            .await;
        well(ended)?;
        Ok(output)
    }

    /// A video that says that it plays everywhere may be lying; then it is encoded after all.
    async fn rendition(
        &self,
        file: &FileHandle,
        container: Container,
        seen: &Seen,
        telling: &watch::Sender<u8>,
    ) -> Result<(FileHandle, Seen), VideoError> {
        if seen.plays_everywhere
            && let Ok(output) = self.write(file, container, seen, true, telling).await
            && let Ok(made) = self.look(&output, Container::Mp4).await
        {
            return Ok((output, made));
        }
        let output = self.write(file, container, seen, false, telling).await?;
        let made = self.look(&output, Container::Mp4).await?;
        Ok((output, made))
    }
}

#[async_trait]
impl VideoCodec for Videos {
    async fn inspect(
        &self,
        file: FileHandle,
        container: Container,
    ) -> Result<Inspected, VideoError> {
        let _turn = timeout(TURN, turn(&self.glances))
            .await
            .map_err(|_| VideoError::Busy)??;
        let seen = self.look(&file, container).await?;
        let poster = self.poster(&file, container, &seen).await?;
        Ok(Inspected {
            width: seen.width,
            height: seen.height,
            duration_ms: seen.duration_ms,
            poster,
        })
    }

    async fn transcode(
        &self,
        file: FileHandle,
        container: Container,
        progress: Arc<dyn Progress>,
    ) -> Result<Playable, VideoError> {
        let _turn = turn(&self.turns).await?;
        let seen = self.look(&file, container).await?;
        let (telling, told) = watch::channel(0);
        let rendition = self.rendition(&file, container, &seen, &telling);
        let (file, made) = tokio::select! {
            done = rendition => done?,
            // Ends with the channel, which outlives the rendition.
            () = tell(told, progress) => return Err(VideoError::Busy),
        };
        Ok(Playable {
            file,
            width: made.width,
            height: made.height,
            duration_ms: made.duration_ms.ok_or(VideoError::Corrupt)?,
        })
    }
}

async fn turn(turns: &Semaphore) -> Result<SemaphorePermit<'_>, VideoError> {
    turns.acquire().await.map_err(|_| VideoError::Busy)
}

/// Passes on how far the work is, not too often.
async fn tell(mut told: watch::Receiver<u8>, progress: Arc<dyn Progress>) {
    let mut last = Instant::now();
    while told.changed().await.is_ok() {
        let percent = *told.borrow_and_update();
        if last.elapsed() >= TELLING {
            progress.reached(percent).await;
            last = Instant::now();
        }
    }
}

/// How far the work is, by a line of what `-progress` writes; never all of it, which is said when it is stored.
fn percent(line: &str, duration_ms: Option<u32>) -> Option<u8> {
    let micros: u64 = line.strip_prefix("out_time_us=")?.parse().ok()?;
    let duration = u64::from(duration_ms.filter(|duration| *duration > 0)?);
    u8::try_from((micros / 10 / duration).min(99)).ok()
}

/// What ended well; how it ended otherwise.
fn well(ended: Result<Ended, Stopped>) -> Result<Ended, VideoError> {
    match ended {
        Ok(ended) if ended.status.success() => Ok(ended),
        Ok(ended) => {
            tracing::info!(status = %ended.status, said = %ended.said.trim(), "a video could not be read");
            // The kernel ends who exceeds the time of the processor or the size of a file.
            let heavy = matches!(ended.status.signal(), Some(9 | 24 | 25))
                || ended.said.contains("Cannot allocate memory");
            Err(if heavy {
                VideoError::TooHeavy
            } else {
                VideoError::Corrupt
            })
        }
        Err(Stopped::Late) => Err(VideoError::TooHeavy),
        Err(Stopped::Flood) => Err(VideoError::Corrupt),
        Err(Stopped::System(error)) => Err(failed(error)),
    }
}

fn failed(error: std::io::Error) -> VideoError {
    VideoError::Failed(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_read_from_what_ffmpeg_says() {
        assert_eq!(percent("out_time_us=1500000", Some(3_000)), Some(50));
        assert_eq!(percent("out_time_us=3018594", Some(3_000)), Some(99));
        assert_eq!(percent("out_time_us=-23000", Some(3_000)), None);
        assert_eq!(percent("out_time_us=10", Some(0)), None);
        assert_eq!(percent("out_time_us=10", None), None);
        assert_eq!(percent("frame=12", Some(3_000)), None);
    }
}
