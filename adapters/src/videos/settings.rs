//! What videos are worked on with.

use std::{num::NonZeroU8, path::PathBuf, time::Duration};

use kith_core::media::VideoLimits;

/// Which programs to run, and within which bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoSettings {
    /// The program `ffmpeg`, by its path or by a name that is looked up where systems keep programs.
    pub ffmpeg: PathBuf,
    /// The program `ffprobe`.
    pub ffprobe: PathBuf,
    /// Where files without a name are made: a folder with room for a few videos.
    pub scratch: PathBuf,
    /// What is accepted.
    pub limits: VideoLimits,
    /// How many are made playable at a time.
    pub at_once: NonZeroU8,
    /// How long the work on one video may take.
    pub patience: Duration,
    /// How much memory the work on one video may take, in bytes.
    pub memory: u64,
}

/// Why this machine cannot work on videos.
#[derive(Debug, thiserror::Error)]
pub enum NoVideos {
    /// A program does not run.
    #[error("{} does not run: {reason}", program.display())]
    Program {
        /// Which one.
        program: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The program cannot write what browsers play.
    #[error("{} cannot write {missing}", program.display())]
    Encoder {
        /// Which one.
        program: PathBuf,
        /// What it lacks.
        missing: &'static str,
    },
}
