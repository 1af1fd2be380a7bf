//! Rows to pictures: one row per rendition, those of one picture together.

use kith_core::{
    media::{
        Kind, Media, OwnUpload, Purpose, Status, UsedIn, Variant, VariantName, Video, VideoFailure,
    },
    shared::{
        clock::Timestamp,
        id::{CommentId, MediaId, PostId, UserId},
        store::StoreError,
    },
};

use crate::sql::column::{named, unsigned};

#[derive(sqlx::FromRow)]
pub(super) struct MediaRow {
    id: i64,
    owner_id: i64,
    purpose: String,
    kind: String,
    status: String,
    width: i64,
    height: i64,
    placeholder: String,
    alt_text: String,
    created_at: i64,
    #[sqlx(flatten)]
    video: VideoRow,
    variant_name: Option<String>,
    variant_width: Option<i64>,
    variant_height: Option<i64>,
    variant_bytes: Option<i64>,
    variant_digest: Option<String>,
}

/// The columns that only videos fill.
#[derive(sqlx::FromRow)]
pub(in crate::sql) struct VideoRow {
    duration_ms: Option<i64>,
    progress: Option<i64>,
    failure: Option<String>,
}

impl VideoRow {
    pub(in crate::sql) fn video(&self) -> Result<Option<Video>, StoreError> {
        let Some(progress) = self.progress else {
            return Ok(None);
        };
        let duration_ms = self.duration_ms.map(|ms| unsigned("media.duration_ms", ms));
        let failure = self.failure.as_deref();
        Ok(Some(Video {
            duration_ms: duration_ms.transpose()?,
            progress: unsigned("media.progress", progress)?,
            failure: failure
                .map(|code| named("media.failure", code, VideoFailure::parse))
                .transpose()?,
        }))
    }
}

/// Where an upload is used.
#[derive(sqlx::FromRow)]
pub(super) struct UploadRow {
    pub(super) id: i64,
    original: i64,
    attached: bool,
    post_id: Option<i64>,
    /// The comment on that post.
    comment_id: Option<i64>,
}

impl UploadRow {
    pub(super) fn upload(self, media: Media) -> Result<OwnUpload, StoreError> {
        let original: u64 = unsigned("media.bytes", self.original)?;
        let post = self.post_id.map(PostId::new);
        let comment = self.comment_id.map(CommentId::new);
        let used_in = match (post, comment, media.purpose) {
            (Some(post), None, _) => Some(UsedIn::Post(post)),
            (Some(post), Some(comment), _) => Some(UsedIn::Comment { comment, post }),
            (None, _, Purpose::Avatar) if self.attached => Some(UsedIn::Avatar),
            (None, _, Purpose::Cover) if self.attached => Some(UsedIn::Cover),
            (None, _, Purpose::Banner) if self.attached => Some(UsedIn::Banner),
            (None, _, Purpose::Event) if self.attached => Some(UsedIn::Event),
            (None, ..) => None,
        };
        let renditions: u64 = media.variants.iter().map(|variant| variant.bytes).sum();
        Ok(OwnUpload {
            bytes: renditions + original,
            used_in,
            media,
        })
    }
}

/// Puts the renditions of each picture together; the rows are ordered by picture.
pub(super) fn gather(rows: Vec<MediaRow>) -> Result<Vec<Media>, StoreError> {
    let mut pictures: Vec<Media> = Vec::new();
    for mut row in rows {
        let variant = row.take_variant()?;
        match pictures.last_mut() {
            Some(picture) if picture.id.get() == row.id => picture.variants.extend(variant),
            _ => pictures.push(row.picture(variant)?),
        }
    }
    Ok(pictures)
}

impl MediaRow {
    fn take_variant(&mut self) -> Result<Option<Variant>, StoreError> {
        let (Some(name), Some(width), Some(height), Some(bytes), Some(digest)) = (
            &self.variant_name,
            self.variant_width,
            self.variant_height,
            self.variant_bytes,
            self.variant_digest.take(),
        ) else {
            return Ok(None);
        };
        Ok(Some(Variant {
            name: named("media_variants.name", name, VariantName::parse)?,
            width: unsigned("media_variants.width", width)?,
            height: unsigned("media_variants.height", height)?,
            bytes: unsigned("media_variants.bytes", bytes)?,
            digest,
        }))
    }

    fn picture(self, variant: Option<Variant>) -> Result<Media, StoreError> {
        Ok(Media {
            id: MediaId::new(self.id),
            owner: UserId::new(self.owner_id),
            purpose: named("media.purpose", &self.purpose, Purpose::parse)?,
            kind: named("media.kind", &self.kind, Kind::parse)?,
            status: named("media.status", &self.status, Status::parse)?,
            width: unsigned("media.width", self.width)?,
            height: unsigned("media.height", self.height)?,
            placeholder: self.placeholder,
            alt_text: self.alt_text,
            variants: variant.into_iter().collect(),
            video: self.video.video()?,
            created_at: Timestamp::from_micros(self.created_at),
        })
    }
}
