//! Files as they come in, within what one member may send, in size and number.

use std::{fs::File, io, os::fd::OwnedFd, os::unix::fs::FileExt as _};

use bytes::Bytes;
use kith_core::{
    media::{CONTAINER_HEAD, Container, FileHandle, Purpose},
    shared::{actor::Actor, idempotency::IdempotencyKey},
};
use poem_openapi::types::multipart::Upload;
use sha2::{Digest as _, Sha256};

use crate::http::{problem::ApiError, rate_limits::Action, shared::Shared};

/// How much of a file is read at a time.
const PIECE: usize = 256 * 1024;

/// What came in.
pub(super) enum Received {
    /// What may be a picture.
    Picture(Bytes),
    /// What may be a video, left where it is.
    Video {
        file: FileHandle,
        bytes: u64,
        container: Container,
    },
}

/// A file of at most `most` bytes, in memory.
pub(in crate::http) async fn received(
    shared: &Shared,
    actor: &Actor,
    file: Upload,
    most: u64,
) -> Result<Bytes, ApiError> {
    admit(shared, actor)?;
    picture(file, most).await
}

/// A picture of at most `most` bytes, or a video, by its first bytes.
pub(super) async fn received_media(
    shared: &Shared,
    actor: &Actor,
    file: Upload,
    most: u64,
) -> Result<Received, ApiError> {
    admit(shared, actor)?;
    let bytes = file.size() as u64;
    let opened = file.into_file().into_std().await;
    let (opened, head) = blocking(move || {
        let mut head = vec![0; CONTAINER_HEAD];
        let length = opened.read_at(&mut head, 0)?;
        head.truncate(length);
        Ok((opened, head))
    })
    .await?;
    if let Some(container) = Container::of(&head) {
        let file = OwnedFd::from(opened).into();
        return Ok(Received::Video {
            file,
            bytes,
            container,
        });
    }
    check_size(bytes, most)?;
    let bytes = blocking(move || {
        let mut bytes = vec![0; usize::try_from(bytes).map_err(io::Error::other)?];
        opened.read_exact_at(&mut bytes, 0)?;
        Ok(bytes)
    })
    .await?;
    Ok(Received::Picture(bytes.into()))
}

fn admit(shared: &Shared, actor: &Actor) -> Result<(), ApiError> {
    shared
        .limits
        .check_subject(Action::Upload, &actor.user.to_string())
}

fn check_size(bytes: u64, most: u64) -> Result<(), ApiError> {
    if bytes > most {
        return Err(ApiError::too_large("This file is too large."));
    }
    Ok(())
}

async fn picture(file: Upload, most: u64) -> Result<Bytes, ApiError> {
    check_size(file.size() as u64, most)?;
    Ok(file
        .into_vec()
        .await
        .map_err(|error| unreadable(&error))?
        .into())
}

impl Received {
    /// The key with a fingerprint of what was sent in the form.
    pub(super) async fn fingerprinted(
        &self,
        key: Option<IdempotencyKey>,
        alt_text: &str,
        purpose: Purpose,
    ) -> Result<Option<IdempotencyKey>, ApiError> {
        let Some(key) = key else {
            return Ok(None);
        };
        let mut fingerprint = Sha256::new();
        fingerprint.update(purpose.as_str());
        fingerprint.update((alt_text.len() as u64).to_be_bytes());
        fingerprint.update(alt_text);
        let fingerprint = match self {
            Self::Picture(bytes) => {
                fingerprint.update(bytes);
                fingerprint
            }
            Self::Video { file, .. } => {
                let file = file.clone();
                blocking(move || with_file(fingerprint, &file)).await?
            }
        };
        Ok(Some(IdempotencyKey {
            fingerprint: fingerprint.finalize().into(),
            ..key
        }))
    }
}

fn with_file(mut digest: Sha256, file: &FileHandle) -> io::Result<Sha256> {
    let file = File::from(file.0.try_clone()?);
    let mut piece = vec![0; PIECE];
    let mut at = 0;
    loop {
        let read = file.read_at(&mut piece, at)?;
        let Some(part) = piece.get(..read).filter(|part| !part.is_empty()) else {
            return Ok(digest);
        };
        digest.update(part);
        at += part.len() as u64;
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, ApiError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(io::Error::other)
        .flatten()
        .map_err(|error| unreadable(&error))
}

fn unreadable(error: &io::Error) -> ApiError {
    tracing::error!(%error, "an uploaded file could not be read back");
    ApiError::internal()
}
