//! Keeping what was taken in: files first, row second, so that what a row names is always there.

use bytes::Bytes;

use super::{FileHandle, Kind, Media, MediaBytes, Part, Rendition, Status, UploadMediaError};
use crate::shared::{
    event::Event,
    id::MediaId,
    idempotency::{Claim, IdempotencyKey},
    jobs::Job,
    ports::Ports,
    store::Tx,
};

/// The upload as it came, kept until what moves is made of it.
pub(super) enum Original {
    Bytes(Bytes),
    File(FileHandle),
}

/// A picture or video that was taken in, with what was made of it so far.
pub(super) struct Taken {
    pub(super) media: Media,
    /// Size of the upload as it arrived.
    pub(super) bytes: u64,
    pub(super) stills: Vec<Rendition>,
    pub(super) original: Option<Original>,
    pub(super) key: Option<IdempotencyKey>,
}

/// Where it was kept.
enum Kept {
    /// Its files are there, and its row once this is committed.
    New(Box<dyn Tx>),
    /// The same request made this one before.
    Before(Media),
}

/// Keeps uploads.
pub(super) struct Keeping<'a> {
    ports: &'a Ports,
    files: &'a dyn MediaBytes,
}

impl<'a> Keeping<'a> {
    pub(super) fn new(ports: &'a Ports, files: &'a dyn MediaBytes) -> Self {
        Self { ports, files }
    }

    /// Keeps it, or gives what the same request made before. When it is not kept its files go.
    pub(super) async fn keep(&self, taken: Taken) -> Result<Media, UploadMediaError> {
        let Taken {
            media,
            bytes,
            stills,
            original,
            key,
        } = taken;
        let kept = match self.put(media.id, stills, original).await {
            Ok(()) => self.note(&media, bytes, key.as_ref()).await,
            Err(error) => Err(error),
        };
        match kept {
            Ok(Kept::New(tx)) => {
                // An error here does not tell whether the row is there, so the files stay; if no row names them
                // the sweep removes them.
                tx.commit().await?;
                Ok(media)
            }
            Ok(Kept::Before(earlier)) => {
                self.forget(media.id).await;
                Ok(earlier)
            }
            Err(error) => {
                self.forget(media.id).await;
                Err(error)
            }
        }
    }

    async fn put(
        &self,
        id: MediaId,
        stills: Vec<Rendition>,
        original: Option<Original>,
    ) -> Result<(), UploadMediaError> {
        let mut files: Vec<_> = stills
            .into_iter()
            .map(|still| (Part::Rendition(still.name), still.bytes))
            .collect();
        match original {
            Some(Original::Bytes(bytes)) => files.push((Part::Original, bytes)),
            Some(Original::File(file)) => {
                self.files.put_file(id, Part::Original, file).await?;
            }
            None => {}
        }
        Ok(self.files.put(id, files).await?)
    }

    async fn note(
        &self,
        media: &Media,
        bytes: u64,
        key: Option<&IdempotencyKey>,
    ) -> Result<Kept, UploadMediaError> {
        let mut tx = self.ports.store.write().await?;
        if let Some(key) = key {
            match tx
                .claim_key(media.owner, key, media.id.get(), media.created_at)
                .await?
            {
                Claim::Fresh => {}
                Claim::Mismatch => return Err(UploadMediaError::KeyMismatch),
                Claim::Done(made) => {
                    let earlier = earlier(&mut *tx, MediaId::new(made)).await?;
                    // It may be waiting for its commit still.
                    tx.commit().await?;
                    return Ok(Kept::Before(earlier));
                }
            }
        }
        tx.insert_media(media, bytes).await?;
        tx.emit(Event::MediaUploaded { media: media.id }).await?;
        if media.status == Status::Processing {
            tx.enqueue(&finishing(media), None).await?;
        }
        Ok(Kept::New(tx))
    }

    async fn forget(&self, id: MediaId) {
        if let Err(error) = self.files.remove_all(id).await {
            tracing::warn!(media = %id, %error, "files of a refused upload stay until the next sweep");
        }
    }
}

fn finishing(media: &Media) -> Job {
    match media.kind {
        Kind::Video => Job::FinishVideo { media: media.id },
        Kind::Image | Kind::Gif => Job::FinishImage { media: media.id },
    }
}

/// What the same request made before. When that was deleted meanwhile, the key has had its effect and is spent.
async fn earlier(tx: &mut dyn Tx, id: MediaId) -> Result<Media, UploadMediaError> {
    tx.media_by_id(id)
        .await?
        .ok_or(UploadMediaError::KeyMismatch)
}
