//! Making a video playable.

use std::sync::Arc;

use async_trait::async_trait;
use time::Duration;

use super::{
    BytesError, CONTAINER_HEAD, Container, Media, MediaPorts, Part, Playable, Progress, Status,
    StoredFile, Variant, VariantName, Video, VideoError, VideoFailure,
};
use crate::shared::{id::MediaId, ports::Ports, store::StoreError};

/// How long a video waits for the means to work on it.
const PATIENCE: Duration = Duration::HOUR;

/// Why it was not finished. The job is tried again.
#[derive(Debug, thiserror::Error)]
pub enum FinishVideoError {
    /// It cannot be worked on now.
    #[error(transparent)]
    Codec(#[from] VideoError),
    /// The store of bytes failed.
    #[error(transparent)]
    Bytes(#[from] BytesError),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the playable rendition and lets the original go. Can be repeated at any point.
#[derive(Clone)]
pub struct FinishVideo {
    ports: Ports,
    media: MediaPorts,
}

impl FinishVideo {
    pub(super) fn new(ports: Ports, media: MediaPorts) -> Self {
        Self { ports, media }
    }

    /// Finishes video `id`. Nothing to do when it is finished or gone. A video that cannot be finished is marked so, and
    /// why; its poster remains.
    pub async fn run(&self, id: MediaId) -> Result<(), FinishVideoError> {
        let Some(media) = self.unfinished(id).await? else {
            return Ok(self.media.bytes.remove(id, Part::Original).await?);
        };
        match self.transcode(&media).await {
            Ok(playable) => self.succeed(&media, playable).await?,
            Err(FinishVideoError::Codec(error)) => {
                let Some(failure) = self.final_failure(&media, &error) else {
                    return Err(error.into());
                };
                self.fail(&media, failure, &error).await?;
            }
            Err(error) => return Err(error),
        }
        Ok(self.media.bytes.remove(id, Part::Original).await?)
    }

    async fn unfinished(&self, id: MediaId) -> Result<Option<Media>, StoreError> {
        let media = self.ports.store.read().await?.media_by_id(id).await?;
        Ok(media.filter(|media| media.status == Status::Processing))
    }

    async fn transcode(&self, media: &Media) -> Result<Playable, FinishVideoError> {
        let videos = self.media.videos.as_ref().ok_or(VideoError::Unavailable)?;
        let bytes = &self.media.bytes;
        let head = bytes
            .read(media.id, Part::Original, 0, CONTAINER_HEAD as u64)
            .await?;
        let original = bytes.open(media.id, Part::Original).await?;
        let (Some(container), Some(original)) = (head.as_deref().and_then(Container::of), original)
        else {
            return Err(VideoError::Corrupt.into());
        };
        let progress = Arc::new(Noting {
            ports: self.ports.clone(),
            id: media.id,
        });
        Ok(videos
            .codec
            .transcode(original, container, progress)
            .await?)
    }

    /// What to say of a video that will never be finished; `None` when it may be, later.
    fn final_failure(&self, media: &Media, error: &VideoError) -> Option<VideoFailure> {
        let waited = self.ports.clock.now().since(media.created_at);
        match error {
            VideoError::UnsupportedType | VideoError::TooManyPixels | VideoError::Corrupt => {
                Some(VideoFailure::Corrupt)
            }
            VideoError::TooLong => Some(VideoFailure::TooLong),
            VideoError::TooHeavy => Some(VideoFailure::TooHeavy),
            VideoError::Busy | VideoError::Unavailable | VideoError::Failed(_) => {
                (waited > PATIENCE).then_some(VideoFailure::Lost)
            }
        }
    }

    async fn succeed(&self, media: &Media, playable: Playable) -> Result<(), FinishVideoError> {
        let part = Part::Rendition(VariantName::Video);
        let stored = self
            .media
            .bytes
            .put_file(media.id, part, playable.file.clone())
            .await?;
        let row = variant(&playable, stored);
        let video = Video {
            duration_ms: Some(playable.duration_ms),
            progress: 100,
            failure: None,
        };
        let mut tx = self.ports.store.write().await?;
        if !tx.settle_video(media.id, Status::Ready, &video).await? {
            // Deleted meanwhile, files and all; what was just written must not outlive it, once that is for good.
            tx.commit().await?;
            return Ok(self.media.bytes.remove_all(media.id).await?);
        }
        tx.add_variant(media.id, &row).await?;
        Ok(tx.commit().await?)
    }

    async fn fail(
        &self,
        media: &Media,
        failure: VideoFailure,
        error: &VideoError,
    ) -> Result<(), StoreError> {
        tracing::warn!(media = %media.id, %error, "a video could not be made playable");
        let video = Video {
            failure: Some(failure),
            ..media.video.clone().unwrap_or_default()
        };
        let mut tx = self.ports.store.write().await?;
        tx.settle_video(media.id, Status::Failed, &video).await?;
        tx.commit().await
    }
}

fn variant(playable: &Playable, stored: StoredFile) -> Variant {
    Variant {
        name: VariantName::Video,
        width: playable.width,
        height: playable.height,
        bytes: stored.bytes,
        digest: stored.digest,
    }
}

/// Writes down how far the work is. What cannot be written down is said with the next step.
struct Noting {
    ports: Ports,
    id: MediaId,
}

impl Noting {
    async fn note(&self, percent: u8) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        tx.set_video_progress(self.id, percent).await?;
        tx.commit().await
    }
}

#[async_trait]
impl Progress for Noting {
    async fn reached(&self, percent: u8) {
        if let Err(error) = self.note(percent).await {
            tracing::debug!(media = %self.id, %error, "the progress of a video was not written down");
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::{
        media::fixture::{
            MockCodec, MockFiles, MockVideoCodec, file, ports, still, unfinished_video, video_ports,
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

    fn files_with_original(removed: usize) -> MockFiles {
        let mut files = MockFiles::new();
        files
            .expect_read()
            .returning(|_, _, _, _| Ok(Some(Bytes::from_static(b"\0\0\0\x20ftypisom"))));
        files.expect_open().returning(|_, _| Ok(Some(file())));
        files
            .expect_remove()
            .times(removed)
            .withf(|_, part| *part == Part::Original)
            .returning(|_, _| Ok(()));
        files
    }

    fn finishing(store: MockStore, codec: MockVideoCodec, files: MockFiles) -> FinishVideo {
        FinishVideo::new(ports(store), video_ports(MockCodec::new(), codec, files))
    }

    fn failing(error: fn() -> VideoError) -> MockVideoCodec {
        let mut codec = MockVideoCodec::new();
        codec
            .expect_transcode()
            .returning(move |_, _, _| Err(error()));
        codec
    }

    #[tokio::test]
    async fn the_playable_rendition_is_stored_and_the_original_goes() {
        let mut codec = MockVideoCodec::new();
        codec.expect_transcode().returning(|_, _, _| {
            Ok(Playable {
                file: file(),
                width: 640,
                height: 360,
                duration_ms: 3_018,
            })
        });
        let mut files = files_with_original(1);
        files
            .expect_put_file()
            .times(1)
            .withf(|_, part, _| *part == Part::Rendition(VariantName::Video))
            .returning(|_, _, _| {
                Ok(StoredFile {
                    bytes: 900,
                    digest: "ab".repeat(32),
                })
            });
        let store = store(
            Some(unfinished_video(9, 3)),
            Some(|tx| {
                tx.expect_settle_video()
                    .withf(|_, status, video| {
                        *status == Status::Ready && video.duration_ms == Some(3_018)
                    })
                    .returning(|_, _, _| Ok(true));
                tx.expect_add_variant()
                    .times(1)
                    .withf(|_, variant| (variant.bytes, variant.width) == (900, 640))
                    .returning(|_, _| Ok(()));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        finishing(store, codec, files)
            .run(MediaId::new(9))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn repeating_a_finished_one_only_tidies_up() {
        let mut files = MockFiles::new();
        files.expect_remove().times(1).returning(|_, _| Ok(()));
        finishing(store(Some(still(9, 3)), None), MockVideoCodec::new(), files)
            .run(MediaId::new(9))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_cannot_be_played_is_marked_with_the_reason() {
        let store = store(
            Some(unfinished_video(9, 3)),
            Some(|tx| {
                tx.expect_settle_video()
                    .withf(|_, status, video| {
                        *status == Status::Failed && video.failure == Some(VideoFailure::TooHeavy)
                    })
                    .returning(|_, _, _| Ok(true));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        finishing(
            store,
            failing(|| VideoError::TooHeavy),
            files_with_original(1),
        )
        .run(MediaId::new(9))
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn a_machine_that_fails_means_again_later_with_the_original_kept() {
        let answer = finishing(
            store(Some(unfinished_video(9, 3)), None),
            failing(|| VideoError::Failed("no fork".into())),
            files_with_original(0),
        )
        .run(MediaId::new(9))
        .await;
        assert!(matches!(
            answer,
            Err(FinishVideoError::Codec(VideoError::Failed(_)))
        ));
    }

    #[tokio::test]
    async fn a_machine_that_has_failed_for_hours_is_not_waited_for() {
        let store = store(
            Some(Media {
                created_at: unfinished_video(9, 3).created_at.plus(-Duration::hours(2)),
                ..unfinished_video(9, 3)
            }),
            Some(|tx| {
                tx.expect_settle_video()
                    .withf(|_, _, video| video.failure == Some(VideoFailure::Lost))
                    .returning(|_, _, _| Ok(true));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        finishing(
            store,
            failing(|| VideoError::Unavailable),
            files_with_original(1),
        )
        .run(MediaId::new(9))
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn nothing_outlives_a_video_that_was_deleted_meanwhile() {
        let mut codec = MockVideoCodec::new();
        codec.expect_transcode().returning(|_, _, _| {
            Ok(Playable {
                file: file(),
                width: 640,
                height: 360,
                duration_ms: 3_018,
            })
        });
        let mut files = files_with_original(1);
        files.expect_put_file().returning(|_, _, _| {
            Ok(StoredFile {
                bytes: 900,
                digest: String::new(),
            })
        });
        files.expect_remove_all().times(1).returning(|_| Ok(()));
        let store = store(
            Some(unfinished_video(9, 3)),
            Some(|tx| {
                tx.expect_settle_video().returning(|_, _, _| Ok(false));
                tx.expect_commit().times(1).returning(|| Ok(()));
            }),
        );
        finishing(store, codec, files)
            .run(MediaId::new(9))
            .await
            .unwrap();
    }
}
