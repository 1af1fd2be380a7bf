//! Taking a video in.

use super::{
    Container, Crop, FileHandle, Kind, Media, MediaPorts, Purpose, Status, UploadMediaError, Video,
    VideoError,
    describe::alt_text_checked,
    keep::{Keeping, Original, Taken},
    upload::variant,
};
use crate::shared::{actor::Actor, id::MediaId, idempotency::IdempotencyKey, ports::Ports};

/// A video as a client sent it.
#[derive(Debug, Clone)]
pub struct NewVideo {
    /// The file. What it is called and claims to be does not matter.
    pub file: FileHandle,
    /// Its size in bytes.
    pub bytes: u64,
    /// What its first bytes say it is.
    pub container: Container,
    /// Description; may be empty.
    pub alt_text: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The client's key, for repeating the request safely.
    pub key: Option<IdempotencyKey>,
}

/// Takes a video in: looks at it, keeps it with its poster, and has it made playable by a job.
#[derive(Clone)]
pub struct UploadVideo {
    ports: Ports,
    media: MediaPorts,
}

impl UploadVideo {
    pub(super) fn new(ports: Ports, media: MediaPorts) -> Self {
        Self { ports, media }
    }

    /// The video, processing, with the renditions of its poster. Only posts have videos: for anything else it is
    /// [`VideoError::UnsupportedType`]. Repeating with the same key gives the same video.
    pub async fn run(&self, actor: &Actor, upload: NewVideo) -> Result<Media, UploadMediaError> {
        let alt_text = alt_text_checked(&upload.alt_text)?;
        if upload.purpose != Purpose::Post {
            return Err(VideoError::UnsupportedType.into());
        }
        let videos = self.media.videos.as_ref().ok_or(VideoError::Unavailable)?;
        if upload.bytes > videos.limits.bytes {
            return Err(UploadMediaError::TooLarge);
        }
        let seen = videos
            .codec
            .inspect(upload.file.clone(), upload.container)
            .await?;
        let poster = self.media.codec.render(seen.poster, Crop::Whole).await?;
        let media = Media {
            id: MediaId::new(self.ports.ids.next()),
            owner: actor.user,
            purpose: upload.purpose,
            kind: Kind::Video,
            status: Status::Processing,
            width: seen.width,
            height: seen.height,
            placeholder: poster.placeholder,
            alt_text,
            variants: poster.stills.iter().map(variant).collect(),
            video: Some(Video {
                duration_ms: seen.duration_ms,
                ..Video::default()
            }),
            created_at: self.ports.clock.now(),
        };
        let taken = Taken {
            media,
            bytes: upload.bytes,
            stills: poster.stills,
            original: Some(Original::File(upload.file)),
            key: upload.key,
        };
        Keeping::new(&self.ports, &*self.media.bytes)
            .keep(taken)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::{
            StoredFile,
            fixture::{
                MockCodec, MockFiles, MockVideoCodec, actor, file, inspected, ports, rendered,
                video_ports,
            },
        },
        shared::jobs::Job,
        testing::MockStore,
    };

    fn clip() -> NewVideo {
        NewVideo {
            file: file(),
            bytes: 4_000,
            container: Container::Mp4,
            alt_text: "A cat, asleep.".into(),
            purpose: Purpose::Post,
            key: None,
        }
    }

    fn inspecting() -> MockVideoCodec {
        let mut codec = MockVideoCodec::new();
        codec.expect_inspect().returning(|_, _| Ok(inspected()));
        codec
    }

    fn poster() -> MockCodec {
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .withf(|file, crop| *file == inspected().poster && *crop == Crop::Whole)
            .returning(|_, _| Ok(rendered(Kind::Image)));
        codec
    }

    #[tokio::test]
    async fn a_video_is_kept_with_its_poster_and_made_playable_later() {
        let store = MockStore::writing(|tx| {
            tx.expect_insert_media()
                .times(1)
                .withf(|media, bytes| media.variants.len() == 1 && *bytes == 4_000)
                .returning(|_, _| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_enqueue()
                .times(1)
                .withf(|job, at| matches!(job, Job::FinishVideo { .. }) && at.is_none())
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut files = MockFiles::new();
        files.expect_put_file().times(1).returning(|_, _, _| {
            Ok(StoredFile {
                bytes: 4_000,
                digest: String::new(),
            })
        });
        files.expect_put().times(1).returning(|_, _| Ok(()));
        let media = UploadVideo::new(ports(store), video_ports(poster(), inspecting(), files))
            .run(&actor(3), clip())
            .await
            .unwrap();
        assert_eq!(
            (media.kind, media.status),
            (Kind::Video, Status::Processing)
        );
        assert_eq!((media.width, media.height), (640, 360));
        assert_eq!(media.video.unwrap().duration_ms, Some(3_000));
    }

    #[tokio::test]
    async fn refused_videos_touch_neither_files_nor_store() {
        type Refusal = fn() -> VideoError;
        let refusals: [Refusal; 4] = [
            || VideoError::TooLong,
            || VideoError::TooManyPixels,
            || VideoError::Corrupt,
            || VideoError::Busy,
        ];
        for refusal in refusals {
            let mut codec = MockVideoCodec::new();
            codec
                .expect_inspect()
                .times(1)
                .returning(move |_, _| Err(refusal()));
            let media = video_ports(MockCodec::new(), codec, MockFiles::new());
            let answer = UploadVideo::new(ports(MockStore::untouched()), media)
                .run(&actor(3), clip())
                .await;
            let Err(UploadMediaError::Video(error)) = answer else {
                panic!("{answer:?}")
            };
            assert_eq!(error.to_string(), refusal().to_string());
        }
    }

    #[tokio::test]
    async fn what_is_too_large_not_for_a_post_or_not_possible_is_not_looked_at() {
        let media = || video_ports(MockCodec::new(), MockVideoCodec::new(), MockFiles::new());
        let run = async |media: MediaPorts, clip| {
            UploadVideo::new(ports(MockStore::untouched()), media)
                .run(&actor(3), clip)
                .await
        };
        let large = NewVideo {
            bytes: (200 << 20) + 1,
            ..clip()
        };
        assert!(matches!(
            run(media(), large).await,
            Err(UploadMediaError::TooLarge)
        ));
        let avatar = NewVideo {
            purpose: Purpose::Avatar,
            ..clip()
        };
        assert!(matches!(
            run(media(), avatar).await,
            Err(UploadMediaError::Video(VideoError::UnsupportedType))
        ));
        let without = MediaPorts {
            videos: None,
            ..media()
        };
        assert!(matches!(
            run(without, clip()).await,
            Err(UploadMediaError::Video(VideoError::Unavailable))
        ));
    }
}
