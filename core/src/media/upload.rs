//! Taking a picture in.

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::{
    BytesError, Crop, ImageError, Kind, Media, MediaPorts, Purpose, Rendered, Rendition, Status,
    Variant, VideoError,
    describe::alt_text_checked,
    keep::{Keeping, Original, Taken},
};
use crate::shared::{
    actor::Actor, fields::InvalidFields, id::MediaId, idempotency::IdempotencyKey, ports::Ports,
    store::StoreError,
};

/// A picture as a client sent it.
#[derive(Debug, Clone)]
pub struct NewUpload {
    /// The file. What it is called and claims to be does not matter.
    pub file: Bytes,
    /// Description; may be empty.
    pub alt_text: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The client's key, for repeating the request safely.
    pub key: Option<IdempotencyKey>,
}

/// Why a picture or video was not taken in. Nothing of it stays behind.
#[derive(Debug, thiserror::Error)]
pub enum UploadMediaError {
    /// The description was refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The file has more bytes than are taken.
    #[error("the file is too large")]
    TooLarge,
    /// The picture was refused, or there is too much work just now.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The video was refused, or cannot be worked on.
    #[error(transparent)]
    Video(#[from] VideoError),
    /// The key was used with another upload.
    #[error("the idempotency key was used with another request")]
    KeyMismatch,
    /// The store of bytes failed.
    #[error(transparent)]
    Bytes(#[from] BytesError),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes a picture in: renders it, keeps the files, then the row.
#[derive(Clone)]
pub struct UploadMedia {
    ports: Ports,
    media: MediaPorts,
}

impl UploadMedia {
    pub(super) fn new(ports: Ports, media: MediaPorts) -> Self {
        Self { ports, media }
    }

    /// The picture, ready, or processing when it moves. Repeating with the same key gives the same picture.
    pub async fn run(&self, actor: &Actor, upload: NewUpload) -> Result<Media, UploadMediaError> {
        let alt_text = alt_text_checked(&upload.alt_text)?;
        if upload.file.len() as u64 > self.media.limits.bytes {
            return Err(UploadMediaError::TooLarge);
        }
        let crop = if upload.purpose == Purpose::Avatar {
            Crop::Square
        } else {
            Crop::Whole
        };
        let rendered = self.media.codec.render(upload.file.clone(), crop).await?;
        let media = self.describe(actor, &upload, alt_text, &rendered);
        let (bytes, moves) = (upload.file.len() as u64, media.kind == Kind::Gif);
        let taken = Taken {
            media,
            bytes,
            stills: rendered.stills,
            original: moves.then_some(Original::Bytes(upload.file)),
            key: upload.key,
        };
        Keeping::new(&self.ports, &*self.media.bytes)
            .keep(taken)
            .await
    }

    fn describe(
        &self,
        actor: &Actor,
        upload: &NewUpload,
        alt_text: String,
        rendered: &Rendered,
    ) -> Media {
        // A moving avatar or cover would distract on every page: its first frame is used.
        let kind = if upload.purpose == Purpose::Post {
            rendered.kind
        } else {
            Kind::Image
        };
        Media {
            id: MediaId::new(self.ports.ids.next()),
            owner: actor.user,
            purpose: upload.purpose,
            kind,
            status: if kind == Kind::Gif {
                Status::Processing
            } else {
                Status::Ready
            },
            width: rendered.width,
            height: rendered.height,
            placeholder: rendered.placeholder.clone(),
            alt_text,
            variants: rendered.stills.iter().map(variant).collect(),
            video: None,
            created_at: self.ports.clock.now(),
        }
    }
}

/// A rendition as it is stored.
pub(super) fn variant(rendition: &Rendition) -> Variant {
    let digest = Sha256::digest(&rendition.bytes);
    Variant {
        name: rendition.name,
        width: rendition.width,
        height: rendition.height,
        bytes: rendition.bytes.len() as u64,
        digest: format!("{:x}", Bytes::copy_from_slice(&digest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{MockCodec, MockFiles, actor, media_ports, ports, rendered, still},
        shared::{idempotency::Claim, jobs::Job},
        testing::MockStore,
    };

    fn picture(key: Option<IdempotencyKey>) -> NewUpload {
        NewUpload {
            file: Bytes::from_static(b"upload"),
            alt_text: "A cat.".into(),
            purpose: Purpose::Post,
            key,
        }
    }

    fn key() -> IdempotencyKey {
        IdempotencyKey {
            operation: "media.upload",
            key: "k1".into(),
            fingerprint: [1; 32],
        }
    }

    fn codec(kind: Kind) -> MockCodec {
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .times(1)
            .returning(move |_, _| Ok(rendered(kind)));
        codec
    }

    fn files(kept: usize, removed: usize) -> MockFiles {
        let mut files = MockFiles::new();
        files
            .expect_put()
            .times(1)
            .withf(move |_, files| files.len() == kept)
            .returning(|_, _| Ok(()));
        files
            .expect_remove_all()
            .times(removed)
            .returning(|_| Ok(()));
        files
    }

    fn upload(store: MockStore, codec: MockCodec, files: MockFiles) -> UploadMedia {
        UploadMedia::new(ports(store), media_ports(codec, files))
    }

    #[tokio::test]
    async fn a_still_picture_is_ready_at_once() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_media()
                .times(1)
                .withf(|media, bytes| media.variants.len() == 1 && *bytes == 6)
                .returning(|_, _| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let media = upload(store, codec(Kind::Image), files(1, 0))
            .run(&actor(3), picture(None))
            .await
            .unwrap();
        assert_eq!(
            (media.status, media.kind, media.alt_text.as_str()),
            (Status::Ready, Kind::Image, "A cat.")
        );
        assert_eq!(media.variants[0].digest.len(), 64);
    }

    #[tokio::test]
    async fn a_moving_picture_keeps_its_original_and_is_finished_later() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_media().times(1).returning(|_, _| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_enqueue()
                .times(1)
                .withf(|job, at| matches!(job, Job::FinishImage { .. }) && at.is_none())
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let media = upload(store, codec(Kind::Gif), files(2, 0))
            .run(&actor(3), picture(None))
            .await
            .unwrap();
        assert_eq!(media.status, Status::Processing);
    }

    #[tokio::test]
    async fn a_moving_avatar_stands_still_and_is_square() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_media().times(1).returning(|_, _| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .withf(|_, crop| *crop == Crop::Square)
            .returning(|_, _| Ok(rendered(Kind::Gif)));
        let avatar = NewUpload {
            purpose: Purpose::Avatar,
            ..picture(None)
        };
        let media = upload(store, codec, files(1, 0))
            .run(&actor(3), avatar)
            .await
            .unwrap();
        assert_eq!((media.kind, media.status), (Kind::Image, Status::Ready));
    }

    #[tokio::test]
    async fn a_repeat_gives_the_first_picture_and_keeps_no_second() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .times(1)
                .returning(|_, _, _, _| Ok(Claim::Done(77)));
            tx.expect_media_by_id()
                .returning(|id| Ok(Some(still(id.get(), 3))));
            // The first picture may be waiting for its commit still.
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let media = upload(store, codec(Kind::Image), files(1, 1))
            .run(&actor(3), picture(Some(key())))
            .await
            .unwrap();
        assert_eq!(media.id.get(), 77);
    }

    #[tokio::test]
    async fn another_picture_under_the_same_key_is_refused_and_leaves_nothing() {
        let store = MockStore::writing(|tx| {
            tx.expect_claim_key()
                .returning(|_, _, _, _| Ok(Claim::Mismatch));
        });
        let answer = upload(store, codec(Kind::Image), files(1, 1))
            .run(&actor(3), picture(Some(key())))
            .await;
        assert!(matches!(answer, Err(UploadMediaError::KeyMismatch)));
    }

    #[tokio::test]
    async fn a_failing_store_leaves_no_files() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_media()
                .returning(|_, _| Err(StoreError::Busy));
        });
        let answer = upload(store, codec(Kind::Image), files(1, 1))
            .run(&actor(3), picture(None))
            .await;
        assert!(matches!(
            answer,
            Err(UploadMediaError::Store(StoreError::Busy))
        ));
    }

    #[tokio::test]
    async fn a_commit_that_may_have_happened_keeps_the_files() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_media().returning(|_, _| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_commit()
                .returning(|| Err(StoreError::Failed("the connection broke".into())));
        });
        let answer = upload(store, codec(Kind::Image), files(1, 0))
            .run(&actor(3), picture(None))
            .await;
        assert!(matches!(answer, Err(UploadMediaError::Store(_))));
    }

    #[tokio::test]
    async fn half_written_files_are_removed() {
        let mut files = MockFiles::new();
        files
            .expect_put()
            .returning(|_, _| Err(BytesError("disk full".into())));
        files.expect_remove_all().times(1).returning(|_| Ok(()));
        let answer = upload(MockStore::untouched(), codec(Kind::Image), files)
            .run(&actor(3), picture(None))
            .await;
        assert!(matches!(answer, Err(UploadMediaError::Bytes(_))));
    }

    #[tokio::test]
    async fn refused_pictures_touch_neither_files_nor_store() {
        for refusal in [
            ImageError::UnsupportedType,
            ImageError::TooManyPixels,
            ImageError::TooManyFrames,
            ImageError::Corrupt,
            ImageError::Busy,
        ] {
            let mut codec = MockCodec::new();
            codec.expect_render().returning(move |_, _| Err(refusal));
            let answer = upload(MockStore::untouched(), codec, MockFiles::new())
                .run(&actor(3), picture(None))
                .await;
            assert!(matches!(answer, Err(UploadMediaError::Image(error)) if error == refusal));
        }
    }

    #[tokio::test]
    async fn too_many_bytes_are_refused_before_decoding() {
        let mut media = media_ports(MockCodec::new(), MockFiles::new());
        media.limits.bytes = 5;
        let answer = UploadMedia::new(ports(MockStore::untouched()), media)
            .run(&actor(3), picture(None))
            .await;
        assert!(matches!(answer, Err(UploadMediaError::TooLarge)));
    }
}
