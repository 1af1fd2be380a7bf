//! What this feature needs from the outside.

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;

use super::{
    Kind, Media, Purpose, Status, Variant, VariantName, Video,
    file::{FileHandle, StoredFile},
    uploads::{OwnUpload, UploadsTotal},
    video::VideoPorts,
};
use crate::shared::{
    clock::Timestamp,
    id::{GroupId, MediaId, PostId, UserId},
    page::{After, Limit, Page},
    store::StoreError,
};

/// Stored pictures, part of the unit of work.
#[async_trait]
pub trait MediaRepo: Send {
    /// Stores a new picture with its renditions, not attached to anything. `upload_bytes` is the size it arrived with.
    async fn insert_media(&mut self, media: &Media, upload_bytes: u64) -> Result<(), StoreError>;

    /// The picture, whoever may see it.
    async fn media_by_id(&mut self, id: MediaId) -> Result<Option<Media>, StoreError>;

    /// The picture, when `viewer` may see it: as long as it is attached to nothing its owner alone, then
    /// whoever may see the post or comment it belongs to, or any member when it is an avatar or cover.
    async fn visible_media(
        &mut self,
        viewer: UserId,
        id: MediaId,
    ) -> Result<Option<Media>, StoreError>;

    /// The pictures with these ids, in this order, without asking who may see them; unknown ids are left out.
    async fn media_by_ids(&mut self, ids: &[MediaId]) -> Result<Vec<Media>, StoreError>;

    /// Pictures of posts by `owner` that `viewer` may see, newest upload first.
    async fn pictures_by(
        &mut self,
        owner: UserId,
        viewer: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Vec<PostPicture>, StoreError>;

    /// A page of the pictures of posts in `group` that `viewer` may see, of those whom they do not mute: the newest post
    /// first, and those of a post in their order.
    async fn pictures_in(
        &mut self,
        group: GroupId,
        viewer: UserId,
        after: Option<PicturePlace>,
        limit: Limit,
    ) -> Result<Page<PostPicture, PicturePlace>, StoreError>;

    /// Sets the description; `false` when `owner` has no such picture.
    async fn describe_media(
        &mut self,
        id: MediaId,
        owner: UserId,
        alt_text: &str,
    ) -> Result<bool, StoreError>;

    /// Binds pictures to what they were uploaded for, each once and for good. Gives those that could not be bound: not
    /// `owner`'s, uploaded for another purpose, or bound before. Of two concurrent calls one gets the picture.
    /// When any is refused the caller drops the whole unit of work.
    async fn attach_media(
        &mut self,
        owner: UserId,
        purpose: Purpose,
        ids: &[MediaId],
    ) -> Result<Vec<MediaId>, StoreError>;

    /// Removes a picture of `owner` that is attached to nothing; `false` when there is none such.
    async fn delete_unattached(&mut self, id: MediaId, owner: UserId) -> Result<bool, StoreError>;

    /// Removes pictures, attached or not. Nothing may refer to them any more.
    async fn erase_media(&mut self, ids: &[MediaId]) -> Result<(), StoreError>;

    /// Adds the rendition that was waited for.
    async fn add_variant(&mut self, id: MediaId, variant: &Variant) -> Result<(), StoreError>;

    /// Says how far the work is; `false` when the picture is gone.
    async fn set_media_status(&mut self, id: MediaId, status: Status) -> Result<bool, StoreError>;

    /// Says how far the work on a video that is being worked on is, in percent.
    async fn set_video_progress(&mut self, id: MediaId, percent: u8) -> Result<(), StoreError>;

    /// Says what came of the work on a video; `false` when it is gone.
    async fn settle_video(
        &mut self,
        id: MediaId,
        status: Status,
        video: &Video,
    ) -> Result<bool, StoreError>;

    /// What `owner` has uploaded, newest first, without what belongs to posts that are deleted.
    async fn uploads_of(
        &mut self,
        owner: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Vec<OwnUpload>, StoreError>;

    /// How much that is.
    async fn uploads_total(&mut self, owner: UserId) -> Result<UploadsTotal, StoreError>;

    /// Removes at most `limit` pictures that were uploaded before `before` and are attached to nothing, the oldest.
    /// Gives what was removed: the bytes are to follow. Of a removal and an attaching at once one gets the picture.
    async fn erase_abandoned(
        &mut self,
        before: Timestamp,
        limit: u32,
    ) -> Result<Vec<MediaId>, StoreError>;

    /// Those of `ids` that are stored.
    async fn known_media(&mut self, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError>;
}

/// A picture together with the post it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostPicture {
    /// The post.
    pub post: PostId,
    /// What the post says before it is shown.
    pub warning: Option<crate::posts::ContentWarning>,
    /// The picture.
    pub media: Media,
}

/// Where a picture stands among those of several posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PicturePlace {
    /// The post.
    pub post: PostId,
    /// Its place in the post, from 0.
    pub position: i64,
}

/// How much a picture may ask for. Everything but the byte size is checked before pixels are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImageLimits {
    /// Size of the upload in bytes.
    pub bytes: u64,
    /// Width × height.
    pub pixels: u64,
    /// The longer side.
    pub side: u32,
    /// Frames of a moving picture.
    pub frames: u32,
    /// Width × height × frames of a moving picture.
    pub frame_pixels: u64,
}

impl Default for ImageLimits {
    /// 20 MB, 50 megapixels, 16 384 pixels a side; 1000 frames and 300 megapixels over all frames.
    fn default() -> Self {
        Self {
            bytes: 20 * 1024 * 1024,
            pixels: 50_000_000,
            side: 16_384,
            frames: 1_000,
            frame_pixels: 300_000_000,
        }
    }
}

/// Why a picture was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// It is none of JPEG, PNG, GIF and WebP, whatever its name or declared type says.
    #[error("not a JPEG, PNG, GIF or WebP")]
    UnsupportedType,
    /// It has more pixels, or longer sides, than [`ImageLimits`] allows.
    #[error("too many pixels")]
    TooManyPixels,
    /// It moves for longer than [`ImageLimits`] allows.
    #[error("too many frames")]
    TooManyFrames,
    /// It breaks off, contradicts itself, or cannot be decoded.
    #[error("corrupt image")]
    Corrupt,
    /// Too many pictures are being worked on: worth trying again shortly.
    #[error("busy")]
    Busy,
}

/// A rendition as it was made: WebP without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Which one.
    pub name: VariantName,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Bytes,
}

/// What was made of an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Whether it moves.
    pub kind: Kind,
    /// Width in pixels, after orientation and crop.
    pub width: u32,
    /// Height in pixels, after orientation and crop.
    pub height: u32,
    /// Thumbhash in base64.
    pub placeholder: String,
    /// Still renditions: those smaller than the picture, and one at its own size when that is at most 2048.
    pub stills: Vec<Rendition>,
}

/// Whether the picture is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crop {
    /// Shown whole.
    Whole,
    /// The square in the middle.
    Square,
}

/// Turns untrusted uploads into clean renditions. The type is decided by content; limits hold before pixels are
/// decoded; nothing of the original survives but its pixels. Decoding happens on a bounded number of threads: beyond a
/// bounded queue it is [`ImageError::Busy`]. A decoder that panics makes [`ImageError::Corrupt`].
#[async_trait]
pub trait ImageCodec: Send + Sync {
    /// Makes the still renditions and the placeholder; of a moving picture, from its first frame.
    async fn render(&self, upload: Bytes, crop: Crop) -> Result<Rendered, ImageError>;

    /// Makes the moving rendition of a picture that [`ImageCodec::render`] called a [`Kind::Gif`].
    async fn animate(&self, upload: Bytes) -> Result<Rendition, ImageError>;
}

/// One stored file of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A rendition.
    Rendition(VariantName),
    /// The upload as it came; kept only until what moves is made of it, and never served.
    Original,
}

/// The store of bytes failed; the text is for the log only.
#[derive(Debug, thiserror::Error)]
#[error("media store failed: {0}")]
pub struct BytesError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Where the bytes are. Names are made of the picture's id and the part, of nothing that came from a client.
#[async_trait]
pub trait MediaBytes: Send + Sync {
    /// Writes files of a picture. When this returns they survive a power failure, and each is whole at every moment.
    /// Writing again replaces.
    async fn put(&self, media: MediaId, files: Vec<(Part, Bytes)>) -> Result<(), BytesError>;

    /// Writes a file that is too large for memory, as [`MediaBytes::put`] does, from its beginning.
    async fn put_file(
        &self,
        media: MediaId,
        part: Part,
        file: FileHandle,
    ) -> Result<StoredFile, BytesError>;

    /// A stored file as a file of this machine; `None` when there is no such file.
    async fn open(&self, media: MediaId, part: Part) -> Result<Option<FileHandle>, BytesError>;

    /// At most `length` bytes from `offset`; fewer where the file ends; `None` when there is no such file.
    async fn read(
        &self,
        media: MediaId,
        part: Part,
        offset: u64,
        length: u64,
    ) -> Result<Option<Bytes>, BytesError>;

    /// Removes one file. No error when it is not there.
    async fn remove(&self, media: MediaId, part: Part) -> Result<(), BytesError>;

    /// Removes everything of a picture. No error when there is nothing.
    async fn remove_all(&self, media: MediaId) -> Result<(), BytesError>;

    /// The pictures whose files were last written before `before`, whether or not anything knows them.
    async fn written_before(&self, before: Timestamp) -> Result<Vec<MediaId>, BytesError>;
}

/// The ports that deal with bytes. Cheap to clone.
#[derive(Clone)]
pub struct MediaPorts {
    /// Decodes and encodes.
    pub codec: Arc<dyn ImageCodec>,
    /// Keeps the files.
    pub bytes: Arc<dyn MediaBytes>,
    /// What is accepted.
    pub limits: ImageLimits,
    /// Makes videos playable; `None` where that is not possible.
    pub videos: Option<VideoPorts>,
}
