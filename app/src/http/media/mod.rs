//! Pictures and videos: uploading, describing, showing, sending.

pub mod cases;
mod dto;
mod errors;
mod file;
mod range;
mod received;
mod uploads;

use kith_core::media::{MediaCases, NewUpload, NewVideo, Purpose, VariantName};
use poem_openapi::{
    ApiResponse, Enum, Multipart, Object, OpenApi,
    param::{Header, Path, Query},
    payload::{Json, Response},
    types::multipart::Upload,
};

pub use self::{
    dto::{KindDto, MediaDto, StatusDto, VideoFailureDto, avatar_url, variant_url},
    file::MediaFile,
    uploads::{OwnUploadDto, UploadsPageDto, UseDto, UseKindDto},
};
use self::{
    file::Conditions,
    received::{Received, received_media},
};
pub(super) use self::{range::is_known, received::received};
use super::{
    PREFIX,
    auth::Session,
    body::Body,
    done::{Done, Gone, done},
    idempotency::Idempotency,
    openapi::Tag,
    paging::PageLimit,
    problem::ApiError,
    shared::Shared,
    values::Id,
};

/// The operations on pictures and videos.
pub struct MediaApi {
    /// What can be done with them.
    pub media: MediaCases,
    /// The largest picture file that is taken, in bytes.
    pub max_file: u64,
    /// The longest that a video may play, in words.
    pub longest_video: String,
    /// What operations share.
    pub shared: Shared,
}

/// What a picture or video is uploaded for.
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

/// A picture or video to upload.
#[derive(Debug, Multipart)]
pub struct NewMedia {
    /// The file: JPEG, PNG, GIF or WebP, or MP4, WebM or MOV. Its name and declared type do not matter.
    file: Upload,
    /// A description for those who do not see it.
    alt_text: Option<String>,
    /// What it is for; `post` when left out.
    purpose: Option<PurposeDto>,
}

/// What can be changed of a picture or video.
#[derive(Debug, Object)]
#[oai(rename = "MediaEdit", deny_unknown_fields)]
pub struct MediaEditDto {
    /// A description for those who do not see it; empty removes it.
    alt_text: String,
}

/// A new picture or video.
#[derive(ApiResponse)]
pub enum Uploaded {
    /// The picture or video. A repeat under the same `Idempotency-Key` gives the one that is there.
    #[oai(status = 201)]
    Created(
        Json<MediaDto>,
        /// Where it is.
        #[oai(header = "Location")]
        String,
    ),
}

#[OpenApi]
impl MediaApi {
    /// Upload a picture or video
    ///
    /// Pictures are JPEG, PNG, GIF or WebP, videos MP4, WebM or MOV, decided by content. A picture is turned upright, freed
    /// of metadata and made into WebP renditions; a moving one is `processing` until its `animated` rendition is there. A
    /// video, for a post only, has renditions of its poster at once and is `processing` until its rendition `video`, an MP4
    /// without metadata, is there; `progress` tells how far that is. Until it is attached its owner alone sees it; after a
    /// day unattached it is removed. Refused: other types (415), files that are too large (413), and with 422
    /// `too_many_pixels`, `too_many_frames` and `corrupt_image`, of videos `too_many_pixels`, `too_long`, `too_heavy` and
    /// `corrupt_video`, on the field `file`. 503 `video_unavailable` where the server has not what it takes for videos.
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
        let received = received_media(&self.shared, &session.0, form.file, self.max_file).await?;
        let alt_text = form.alt_text.unwrap_or_default();
        let purpose = form.purpose.unwrap_or(PurposeDto::Post).into();
        let key = again.key("media.upload");
        let key = received.fingerprinted(key, &alt_text, purpose).await?;
        let uploaded = match received {
            Received::Picture(file) => {
                let upload = NewUpload {
                    file,
                    alt_text,
                    purpose,
                    key,
                };
                self.media.upload.run(&session.0, upload).await
            }
            Received::Video {
                file,
                bytes,
                container,
            } => {
                let upload = NewVideo {
                    file,
                    bytes,
                    container,
                    alt_text,
                    purpose,
                    key,
                };
                self.media.upload_video.run(&session.0, upload).await
            }
        };
        let media = uploaded.map_err(|error| errors::refused(error, &self.longest_video))?;
        let location = format!("{PREFIX}/media/{}", media.id);
        Ok(Uploaded::Created(Json(media.into()), location))
    }

    /// Show a picture or video
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

    /// List one's own uploads
    ///
    /// Newest first: what is stored of each, where it is used, and when it is removed if it is attached to nothing.
    #[oai(
        path = "/me/uploads",
        method = "get",
        operation_id = "media.uploads",
        tag = "Tag::Media"
    )]
    async fn uploads(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<UploadsPageDto>, ApiError> {
        let page = self.shared.cursors.page(
            "media.uploads",
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let found = self
            .media
            .uploads
            .run(&session.0, page.after, page.limit)
            .await?;
        let listed = page.answer(found.page, OwnUploadDto::from);
        Ok(Json(UploadsPageDto::new(listed, found.total)))
    }

    /// Describe a picture or video
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

    /// Delete a picture or video
    ///
    /// For its owner, as long as it is attached to nothing; 409 `media_in_use` otherwise.
    #[oai(
        path = "/media/:id",
        method = "delete",
        operation_id = "media.delete",
        tag = "Tag::Media"
    )]
    async fn delete(&self, session: Session, id: Path<Id>) -> Result<Done<Gone>, ApiError> {
        self.media.delete.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Read the bytes of a picture or video
    ///
    /// `variant` is `large`, `medium`, `small`, `thumb`, which of a video show its poster, or, once it is ready, `animated` of
    /// a moving picture and `video` of a video. A picture that is smaller than the rendition gives its largest. `HEAD` and
    /// `Range` work. Only for those who may see what it
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
