//! Pictures for the unit tests of the use cases.

use std::{
    num::NonZeroU8,
    os::{fd::OwnedFd, unix::net::UnixStream},
    sync::Arc,
};

use async_trait::async_trait;
use bytes::Bytes;
use mockall::mock;

use super::{
    BytesError, Container, Crop, FileHandle, ImageCodec, ImageError, ImageLimits, Inspected, Kind,
    Media, MediaBytes, MediaPorts, Part, Playable, Progress, Purpose, Rendered, Rendition, Status,
    StoredFile, Variant, VariantName, Video, VideoCodec, VideoError, VideoLimits, VideoPorts,
};
use crate::{
    shared::{
        actor::{Actor, Role},
        clock::Timestamp,
        id::{MediaId, SessionId, UserId},
        ports::Ports,
    },
    testing::{CountingIds, CountingRandom, FixedClock, MockStore},
};

mock! {
    pub Codec {}
    #[async_trait]
    impl ImageCodec for Codec {
        async fn render(&self, upload: Bytes, crop: Crop) -> Result<Rendered, ImageError>;
        async fn animate(&self, upload: Bytes) -> Result<Rendition, ImageError>;
    }
}

mock! {
    pub VideoCodec {}
    #[async_trait]
    impl VideoCodec for VideoCodec {
        async fn inspect(&self, file: FileHandle, container: Container) -> Result<Inspected, VideoError>;
        async fn transcode(&self, file: FileHandle, container: Container, progress: Arc<dyn Progress>) -> Result<Playable, VideoError>;
    }
}

mock! {
    pub Files {}
    #[async_trait]
    impl MediaBytes for Files {
        async fn put(&self, media: MediaId, files: Vec<(Part, Bytes)>) -> Result<(), BytesError>;
        async fn put_file(&self, media: MediaId, part: Part, file: FileHandle) -> Result<StoredFile, BytesError>;
        async fn open(&self, media: MediaId, part: Part) -> Result<Option<FileHandle>, BytesError>;
        async fn read(&self, media: MediaId, part: Part, offset: u64, length: u64) -> Result<Option<Bytes>, BytesError>;
        async fn remove(&self, media: MediaId, part: Part) -> Result<(), BytesError>;
        async fn remove_all(&self, media: MediaId) -> Result<(), BytesError>;
        async fn written_before(&self, before: Timestamp) -> Result<Vec<MediaId>, BytesError>;
    }
}

/// Ports around this store.
pub(crate) fn ports(store: MockStore) -> Ports {
    Ports {
        store: Arc::new(store),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    }
}

/// Ports around this codec and these files.
pub(crate) fn media_ports(codec: MockCodec, files: MockFiles) -> MediaPorts {
    MediaPorts {
        codec: Arc::new(codec),
        bytes: Arc::new(files),
        limits: ImageLimits::default(),
        videos: None,
    }
}

/// As [`media_ports`], with what works on videos.
pub(crate) fn video_ports(
    pictures: MockCodec,
    videos: MockVideoCodec,
    files: MockFiles,
) -> MediaPorts {
    MediaPorts {
        videos: Some(VideoPorts {
            codec: Arc::new(videos),
            limits: VideoLimits::default(),
            at_once: NonZeroU8::MIN,
        }),
        ..media_ports(pictures, files)
    }
}

/// A file that nobody reads.
pub(crate) fn file() -> FileHandle {
    let (one_end, _other) = UnixStream::pair().unwrap();
    OwnedFd::from(one_end).into()
}

/// A video of 640 × 360 pixels and three seconds.
pub(crate) fn inspected() -> Inspected {
    Inspected {
        width: 640,
        height: 360,
        duration_ms: Some(3_000),
        poster: Bytes::from_static(b"png"),
    }
}

/// The member with this id.
pub(crate) fn actor(user: i64) -> Actor {
    Actor {
        user: UserId::new(user),
        session: SessionId::new(1),
        role: Role::Member,
    }
}

/// A still picture of 600 × 400 pixels.
pub(crate) fn still(id: i64, owner: i64) -> Media {
    Media {
        id: MediaId::new(id),
        owner: UserId::new(owner),
        purpose: Purpose::Post,
        kind: Kind::Image,
        status: Status::Ready,
        width: 600,
        height: 400,
        placeholder: "1QcSHQ".into(),
        alt_text: String::new(),
        variants: vec![
            variant(VariantName::Thumb, 160, 107),
            variant(VariantName::Small, 600, 400),
        ],
        video: None,
        created_at: Timestamp::from_micros(1_768_478_400_000_000),
    }
}

/// A moving picture whose rendition is not there yet.
pub(crate) fn unfinished(id: i64, owner: i64) -> Media {
    Media {
        kind: Kind::Gif,
        status: Status::Processing,
        ..still(id, owner)
    }
}

/// A video that is not playable yet.
pub(crate) fn unfinished_video(id: i64, owner: i64) -> Media {
    Media {
        kind: Kind::Video,
        status: Status::Processing,
        video: Some(Video {
            duration_ms: Some(3_000),
            ..Video::default()
        }),
        ..still(id, owner)
    }
}

fn variant(name: VariantName, width: u32, height: u32) -> Variant {
    Variant {
        name,
        width,
        height,
        bytes: 4_000,
        digest: "ab".repeat(32),
    }
}

/// What the codec makes of a small picture of this kind.
pub(crate) fn rendered(kind: Kind) -> Rendered {
    Rendered {
        kind,
        width: 20,
        height: 10,
        placeholder: "1QcSHQ".into(),
        stills: vec![Rendition {
            name: VariantName::Thumb,
            width: 20,
            height: 10,
            bytes: Bytes::from_static(b"webp"),
        }],
    }
}
