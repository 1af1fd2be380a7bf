//! Pictures: uploading, describing, showing, sending.

pub mod cases;
mod dto;
mod errors;
mod file;
mod range;

use bytes::Bytes;
use kith_core::{
    media::{MediaCases, NewUpload, Purpose, VariantName},
    shared::{actor::Actor, idempotency::IdempotencyKey},
};
use poem_openapi::{
    ApiResponse, Enum, Multipart, Object, OpenApi,
    param::{Header, Path},
    payload::{Json, Response},
    types::multipart::Upload,
};
use sha2::{Digest as _, Sha256};

use self::file::Conditions;
pub use self::{
    dto::{KindDto, MediaDto, StatusDto, avatar_url, variant_url},
    file::MediaFile,
};
use super::{
    PREFIX, auth::Session, body::Body, idempotency::Idempotency, problem::ApiError,
    rate_limits::Action, shared::Shared, tags::Tag, values::Id,
};

/// The operations on pictures.
pub struct MediaApi {
    /// What can be done with pictures.
    pub media: MediaCases,
    /// The largest file that is taken, in bytes.
    pub max_file: u64,
    /// What operations share.
    pub shared: Shared,
}

/// What a picture is uploaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "MediaPurpose", rename_all = "snake_case")]
pub enum PurposeDto {
    /// For a post.
    Post,
    /// For a comment.
    Comment,
    /// As profile picture; its middle square is used.
    Avatar,
    /// As the wide picture of a profile.
    Cover,
}

/// A picture to upload.
#[derive(Debug, Multipart)]
pub struct NewMedia {
    /// The file: JPEG, PNG, GIF or WebP. Its name and declared type do not matter.
    file: Upload,
    /// A description for those who do not see it.
    alt_text: Option<String>,
    /// What it is for; `post` when left out.
    purpose: Option<PurposeDto>,
}

/// What can be changed of a picture.
#[derive(Debug, Object)]
#[oai(rename = "MediaEdit", deny_unknown_fields)]
pub struct MediaEditDto {
    /// A description for those who do not see it; empty removes it.
    alt_text: String,
}

/// A new picture.
#[derive(ApiResponse)]
pub enum Uploaded {
    /// The picture. A repeat under the same `Idempotency-Key` gives the picture that is there.
    #[oai(status = 201)]
    Created(
        Json<MediaDto>,
        /// Where the picture is.
        #[oai(header = "Location")]
        String,
    ),
}

/// Done, and nothing to say.
#[derive(ApiResponse)]
pub enum Removed {
    /// The picture is gone.
    #[oai(status = 204)]
    Done,
}

#[OpenApi]
impl MediaApi {
    /// Upload a picture
    ///
    /// JPEG, PNG, GIF or WebP, decided by content. It is turned upright, freed of metadata and made into WebP renditions; a
    /// moving one is `processing` until its `animated` rendition is there. Until it is attached its owner alone sees it; after
    /// a day unattached it is removed. Refused: other types (415), files that are too large (413), and with 422
    /// `too_many_pixels`, `too_many_frames` and `corrupt_image` on the field `file`.
    #[oai(
        path = "/media",
        method = "post",
        operation_id = "media.upload",
        tag = "Tag::Media"
    )]
    async fn upload(
        &self,
        session: Session,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        form: NewMedia,
    ) -> Result<Uploaded, ApiError> {
        let file = received(&self.shared, &session.0, form.file, self.max_file).await?;
        let alt_text = form.alt_text.unwrap_or_default();
        let purpose = form.purpose.unwrap_or(PurposeDto::Post).into();
        let key = again
            .key("media.upload")
            .map(|key| fingerprinted(key, &file, &alt_text, purpose));
        let upload = NewUpload {
            file,
            alt_text,
            purpose,
            key,
        };
        let media = self.media.upload.run(&session.0, upload).await?;
        let location = format!("{PREFIX}/media/{}", media.id);
        Ok(Uploaded::Created(Json(media.into()), location))
    }

    /// Show a picture
    #[oai(
        path = "/media/:id",
        method = "get",
        operation_id = "media.show",
        tag = "Tag::Media"
    )]
    async fn show(&self, session: Session, id: Path<Id>) -> Result<Json<MediaDto>, ApiError> {
        let media = self.media.show.run(&session.0, id.0.into()).await?;
        Ok(Json(media.into()))
    }

    /// Describe a picture
    ///
    /// For its owner.
    #[oai(
        path = "/media/:id",
        method = "patch",
        operation_id = "media.describe",
        tag = "Tag::Media"
    )]
    async fn describe(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<MediaEditDto>,
    ) -> Result<Json<MediaDto>, ApiError> {
        let media = self
            .media
            .describe
            .run(&session.0, id.0.into(), &body.0.alt_text)
            .await?;
        Ok(Json(media.into()))
    }

    /// Delete a picture
    ///
    /// For its owner, as long as it is attached to nothing; 409 `media_in_use` otherwise.
    #[oai(
        path = "/media/:id",
        method = "delete",
        operation_id = "media.delete",
        tag = "Tag::Media"
    )]
    async fn delete(&self, session: Session, id: Path<Id>) -> Result<Removed, ApiError> {
        self.media.delete.run(&session.0, id.0.into()).await?;
        Ok(Removed::Done)
    }

    /// Read a picture's bytes
    ///
    /// `variant` is `large`, `medium`, `small`, `thumb` or, of a moving picture that is ready, `animated`. A picture that
    /// is smaller than the rendition gives its largest. `HEAD` works too. Only for those who may see what the picture
    /// belongs to; everybody else gets a 404, also on conditional requests.
    #[oai(
        path = "/media/:id/:variant",
        method = "get",
        operation_id = "media.read",
        tag = "Tag::Media"
    )]
    async fn read(
        &self,
        session: Session,
        id: Path<Id>,
        variant: Path<String>,
        #[oai(name = "Range")] range: Header<Option<String>>,
        #[oai(name = "If-Range")] if_range: Header<Option<String>>,
        #[oai(name = "If-None-Match")] if_none_match: Header<Option<String>>,
    ) -> Result<Response<MediaFile>, ApiError> {
        let name = VariantName::parse(&variant.0).ok_or_else(ApiError::not_found)?;
        let opened = self.media.open.run(&session.0, id.0.into(), name).await?;
        let conditions = Conditions {
            range: range.0.as_deref(),
            if_range: if_range.0.as_deref(),
            if_none_match: if_none_match.0.as_deref(),
        };
        file::send(opened, &conditions).await
    }
}

/// The bytes of an uploaded file, within what one member may send, in size and number.
pub(super) async fn received(
    shared: &Shared,
    actor: &Actor,
    file: Upload,
    most: u64,
) -> Result<Bytes, ApiError> {
    shared
        .limits
        .check_subject(Action::Upload, &actor.user.to_string())?;
    if file.size() as u64 > most {
        return Err(ApiError::too_large("This file is too large."));
    }
    let bytes = file.into_vec().await.map_err(|error| {
        tracing::error!(%error, "an uploaded file could not be read back");
        ApiError::internal()
    })?;
    Ok(bytes.into())
}

/// The key with a fingerprint of what was sent in the form: the bytes of the body differ from one try to the next,
/// because browsers draw a new boundary for each.
fn fingerprinted(
    key: IdempotencyKey,
    file: &Bytes,
    alt_text: &str,
    purpose: Purpose,
) -> IdempotencyKey {
    let mut fingerprint = Sha256::new();
    fingerprint.update(purpose.as_str());
    fingerprint.update((alt_text.len() as u64).to_be_bytes());
    fingerprint.update(alt_text);
    fingerprint.update(file);
    IdempotencyKey {
        fingerprint: fingerprint.finalize().into(),
        ..key
    }
}

impl From<PurposeDto> for Purpose {
    fn from(purpose: PurposeDto) -> Self {
        match purpose {
            PurposeDto::Comment => Self::Comment,
            PurposeDto::Post => Self::Post,
            PurposeDto::Avatar => Self::Avatar,
            PurposeDto::Cover => Self::Cover,
        }
    }
}
