//! Pictures: what they are, what is made of them, where their bytes lie.

mod animation;
mod claim;
mod codec;
mod decode;
mod fs_store;
mod pool;
mod sniff;
mod webp_file;

pub use claim::ClaimError;
pub use codec::Images;
pub use fs_store::FsMediaBytes;
