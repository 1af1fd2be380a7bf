//! Making the rendition that could wait: a moving picture, moving.

use bytes::Bytes;

use super::{BytesError, ImageError, Media, MediaPorts, Part, Rendition, Status, upload::variant};
use crate::shared::{id::MediaId, ports::Ports, store::StoreError};

/// Why it was not finished. The job is tried again.
#[derive(Debug, thiserror::Error)]
pub enum FinishMediaError {
    /// Too many pictures are being worked on.
    #[error("too many pictures are being worked on")]
    Busy,
    /// The store of bytes failed.
    #[error(transparent)]
    Bytes(#[from] BytesError),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the moving rendition and lets the original go. Can be repeated at any point.
#[derive(Clone)]
pub struct FinishMedia {
    ports: Ports,
    media: MediaPorts,
}

impl FinishMedia {
    pub(super) fn new(ports: Ports, media: MediaPorts) -> Self {
        Self { ports, media }
    }

    /// Finishes picture `id`. Nothing to do when it is finished or gone. A picture that cannot be finished is marked
    /// so; its still renditions remain.
    pub async fn run(&self, id: MediaId) -> Result<(), FinishMediaError> {
        let Some(media) = self.unfinished(id).await? else {
            return Ok(self.media.bytes.remove(id, Part::Original).await?);
        };
        let rendition = match self.original(id).await? {
            Some(original) => self.media.codec.animate(original).await,
            None => Err(ImageError::Corrupt),
        };
        match rendition {
            Ok(rendition) => self.succeed(&media, rendition).await?,
            Err(ImageError::Busy) => return Err(FinishMediaError::Busy),
            Err(
                ImageError::Corrupt
                | ImageError::UnsupportedType
                | ImageError::TooManyPixels
                | ImageError::TooManyFrames,
            ) => self.fail(id).await?,
        }
        Ok(self.media.bytes.remove(id, Part::Original).await?)
    }

    async fn unfinished(&self, id: MediaId) -> Result<Option<Media>, StoreError> {
        let media = self.ports.store.read().await?.media_by_id(id).await?;
        Ok(media.filter(|media| media.status == Status::Processing))
    }

    async fn original(&self, id: MediaId) -> Result<Option<Bytes>, BytesError> {
        self.media
            .bytes
            .read(id, Part::Original, 0, self.media.limits.bytes)
            .await
    }

    async fn succeed(&self, media: &Media, rendition: Rendition) -> Result<(), FinishMediaError> {
        let row = variant(&rendition);
        self.media
            .bytes
            .put(
                media.id,
                vec![(Part::Rendition(rendition.name), rendition.bytes)],
            )
            .await?;
        let mut tx = self.ports.store.write().await?;
        if !tx.set_media_status(media.id, Status::Ready).await? {
            // Deleted meanwhile, files and all; what was just written must not outlive it, once that is for good.
            tx.commit().await?;
            return Ok(self.media.bytes.remove_all(media.id).await?);
        }
        tx.add_variant(media.id, &row).await?;
        Ok(tx.commit().await?)
    }

    async fn fail(&self, id: MediaId) -> Result<(), StoreError> {
        tracing::warn!(media = %id, "a moving picture could not be finished");
        let mut tx = self.ports.store.write().await?;
        tx.set_media_status(id, Status::Failed).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::{
            VariantName,
            fixture::{MockCodec, MockFiles, media_ports, ports, still, unfinished},
        },
        testing::{MockStore, MockTx},
    };

    fn store(found: Option<Media>, writing: Option<fn(&mut MockTx)>) -> MockStore {
        let mut store = MockStore::reading(move |tx| {
            tx.expect_media_by_id().return_once(move |_| Ok(found));
        });
        if let Some(prepare) = writing {
            store.expect_write().times(1).return_once(move || {
                let mut tx = MockTx::new();
                prepare(&mut tx);
                Ok(Box::new(tx))
            });
        }
        store
    }

    fn files_with_original() -> MockFiles {
        let mut files = MockFiles::new();
        files
            .expect_read()
            .withf(|_, part, _, _| *part == Part::Original)
            .returning(|_, _, _, _| Ok(Some(Bytes::from_static(b"GIF89a"))));
        files
    }

    fn moving() -> Rendition {
        Rendition {
            name: VariantName::Animated,
            width: 20,
            height: 10,
            bytes: Bytes::from_static(b"webp"),
        }
    }

    #[tokio::test]
    async fn the_moving_rendition_is_stored_and_the_original_goes() {
        let mut codec = MockCodec::new();
        codec.expect_animate().returning(|_| Ok(moving()));
        let mut files = files_with_original();
        files.expect_put().times(1).returning(|_, _| Ok(()));
        files
            .expect_remove()
            .times(1)
            .withf(|_, part| *part == Part::Original)
            .returning(|_, _| Ok(()));
        let store = store(
            Some(unfinished(9, 3)),
            Some(|tx| {
                tx.expect_set_media_status()
                    .withf(|_, status| *status == Status::Ready)
                    .returning(|_, _| Ok(true));
                tx.expect_add_variant().times(1).returning(|_, _| Ok(()));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        FinishMedia::new(ports(store), media_ports(codec, files))
            .run(MediaId::new(9))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn repeating_a_finished_one_only_tidies_up() {
        let mut files = MockFiles::new();
        files.expect_remove().times(1).returning(|_, _| Ok(()));
        let finish = FinishMedia::new(
            ports(store(Some(still(9, 3)), None)),
            media_ports(MockCodec::new(), files),
        );
        finish.run(MediaId::new(9)).await.unwrap();
    }

    #[tokio::test]
    async fn what_cannot_be_animated_is_marked_failed() {
        let mut codec = MockCodec::new();
        codec
            .expect_animate()
            .returning(|_| Err(ImageError::Corrupt));
        let mut files = files_with_original();
        files.expect_remove().times(1).returning(|_, _| Ok(()));
        let store = store(
            Some(unfinished(9, 3)),
            Some(|tx| {
                tx.expect_set_media_status()
                    .withf(|_, status| *status == Status::Failed)
                    .returning(|_, _| Ok(true));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        FinishMedia::new(ports(store), media_ports(codec, files))
            .run(MediaId::new(9))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn busy_threads_mean_again_later_with_the_original_kept() {
        let mut codec = MockCodec::new();
        codec.expect_animate().returning(|_| Err(ImageError::Busy));
        let finish = FinishMedia::new(
            ports(store(Some(unfinished(9, 3)), None)),
            media_ports(codec, files_with_original()),
        );
        assert!(matches!(
            finish.run(MediaId::new(9)).await,
            Err(FinishMediaError::Busy)
        ));
    }

    #[tokio::test]
    async fn a_picture_deleted_meanwhile_leaves_no_files() {
        let mut codec = MockCodec::new();
        codec.expect_animate().returning(|_| Ok(moving()));
        let mut files = files_with_original();
        files.expect_put().returning(|_, _| Ok(()));
        files.expect_remove_all().times(1).returning(|_| Ok(()));
        files.expect_remove().returning(|_, _| Ok(()));
        let store = store(
            Some(unfinished(9, 3)),
            Some(|tx| {
                tx.expect_set_media_status().returning(|_, _| Ok(false));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        FinishMedia::new(ports(store), media_ports(codec, files))
            .run(MediaId::new(9))
            .await
            .unwrap();
    }
}
