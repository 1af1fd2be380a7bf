//! Files that are too large to be held in memory.

use std::{os::fd::OwnedFd, sync::Arc};

/// An open file of this machine, which need not have a name. It goes with the last copy of this. The position in it
/// means nothing: whoever reads begins at the beginning.
#[derive(Debug, Clone)]
pub struct FileHandle(pub Arc<OwnedFd>);

impl From<OwnedFd> for FileHandle {
    fn from(file: OwnedFd) -> Self {
        Self(Arc::new(file))
    }
}

/// What is known of a file once it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the bytes in hexadecimal.
    pub digest: String,
}
