//! Videos: looked at and made playable by ffmpeg, in processes of their own.
//!
//! What decoders of videos do with hostile files is not to be foreseen, so they get little to do it with: a clean
//! environment, the one file as standard input, no network, and bounds of time, memory and output. No shell is involved,
//! and no argument comes from the file or from whoever sent it. Files have no names, so that nothing is left behind,
//! whatever ends.

mod arguments;
mod codec;
mod look;
mod process;
mod settings;

pub use codec::Videos;
pub use settings::{NoVideos, VideoSettings};
