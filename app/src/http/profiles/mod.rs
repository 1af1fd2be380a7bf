//! Profiles: one's own, and those of others.

pub mod cases;
mod dto;
mod errors;
mod summary;

use kith_core::{
    feeds::ProfileRef,
    profiles::{PictureSlot, PrivacyChange, Profiles},
};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

pub use self::{
    dto::{
        FieldAudienceDto, PostPictureDto, PrivacyChangeDto, PrivacyDto, ProfileDto, ProfileEditDto,
        ProfilePicture,
    },
    summary::UserSummaryDto,
};
use super::{
    auth::Session,
    body::Body,
    media::received,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
};

/// The operations on profiles.
pub struct ProfilesApi {
    /// What can be done with profiles.
    pub profiles: Profiles,
    /// The largest file that is taken, in bytes.
    pub max_file: u64,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl ProfilesApi {
    /// Read one's own profile
    ///
    /// All of it, whatever others may see.
    #[oai(
        path = "/me",
        method = "get",
        operation_id = "profiles.own",
        tag = "Tag::Profiles"
    )]
    async fn own(&self, session: Session) -> Result<Json<ProfileDto>, ApiError> {
        Ok(Json(self.profiles.own.run(&session.0).await?.into()))
    }

    /// Change one's own profile
    ///
    /// What is left out stays; `null` empties what may be empty. All or nothing. 409 `handle_taken`.
    #[oai(
        path = "/me",
        method = "patch",
        operation_id = "profiles.edit",
        tag = "Tag::Profiles"
    )]
    async fn edit(
        &self,
        session: Session,
        body: Body<ProfileEditDto>,
    ) -> Result<Json<ProfileDto>, ApiError> {
        let view = self.profiles.edit.run(&session.0, body.0.into()).await?;
        Ok(Json(view.into()))
    }

    /// Set the profile picture
    ///
    /// The square in its middle is used. The one before is erased. Refused as in `media.upload`.
    #[oai(
        path = "/me/avatar",
        method = "put",
        operation_id = "profiles.set_avatar",
        tag = "Tag::Profiles"
    )]
    async fn set_avatar(
        &self,
        session: Session,
        form: ProfilePicture,
    ) -> Result<Json<ProfileDto>, ApiError> {
        self.set(session, PictureSlot::Avatar, form).await
    }

    /// Remove the profile picture
    #[oai(
        path = "/me/avatar",
        method = "delete",
        operation_id = "profiles.remove_avatar",
        tag = "Tag::Profiles"
    )]
    async fn remove_avatar(&self, session: Session) -> Result<Json<ProfileDto>, ApiError> {
        self.remove(session, PictureSlot::Avatar).await
    }

    /// Set the cover
    ///
    /// The wide picture behind the profile. The one before is erased. Refused as in `media.upload`.
    #[oai(
        path = "/me/cover",
        method = "put",
        operation_id = "profiles.set_cover",
        tag = "Tag::Profiles"
    )]
    async fn set_cover(
        &self,
        session: Session,
        form: ProfilePicture,
    ) -> Result<Json<ProfileDto>, ApiError> {
        self.set(session, PictureSlot::Cover, form).await
    }

    /// Remove the cover
    #[oai(
        path = "/me/cover",
        method = "delete",
        operation_id = "profiles.remove_cover",
        tag = "Tag::Profiles"
    )]
    async fn remove_cover(&self, session: Session) -> Result<Json<ProfileDto>, ApiError> {
        self.remove(session, PictureSlot::Cover).await
    }

    /// Read who sees what of one's own profile
    #[oai(
        path = "/me/privacy",
        method = "get",
        operation_id = "profiles.privacy",
        tag = "Tag::Profiles"
    )]
    async fn privacy(&self, session: Session) -> Result<Json<PrivacyDto>, ApiError> {
        let (is_private, privacy) = self.profiles.show_privacy.run(&session.0).await?;
        Ok(Json(PrivacyDto::new(is_private, privacy)))
    }

    /// Choose who sees what of one's own profile
    ///
    /// In force at once, for everything that is there. Becoming public lets everybody in who asked to follow; becoming
    /// private keeps the followers.
    #[oai(
        path = "/me/privacy",
        method = "put",
        operation_id = "profiles.set_privacy",
        tag = "Tag::Profiles"
    )]
    async fn set_privacy(
        &self,
        session: Session,
        body: Body<PrivacyChangeDto>,
    ) -> Result<Json<PrivacyDto>, ApiError> {
        let change: PrivacyChange = body.0.into();
        self.profiles.change_privacy.run(&session.0, change).await?;
        Ok(Json(PrivacyDto::new(change.is_private, change.privacy)))
    }

    /// Read a profile
    ///
    /// `id` is an id or `@handle`. A private profile is reduced for strangers: `restricted` is true, and only names,
    /// pictures and counts are there.
    #[oai(
        path = "/users/:id",
        method = "get",
        operation_id = "profiles.show",
        tag = "Tag::Profiles"
    )]
    async fn show(&self, session: Session, id: Path<String>) -> Result<Json<ProfileDto>, ApiError> {
        let whose = ProfileRef::parse(&id.0).ok_or_else(ApiError::not_found)?;
        Ok(Json(
            self.profiles.show.run(&session.0, &whose).await?.into(),
        ))
    }

    /// List the pictures of a member's posts
    ///
    /// Newest first, as far as one may see the posts listed. 403 `private_profile` when the profile is private, 403 `hidden_list`
    /// when its owner does not show this list.
    #[oai(
        path = "/users/:id/media",
        method = "get",
        operation_id = "profiles.media",
        tag = "Tag::Profiles"
    )]
    async fn media(
        &self,
        session: Session,
        id: Path<String>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PostPictureDto>>, ApiError> {
        let whose = ProfileRef::parse(&id.0).ok_or_else(ApiError::not_found)?;
        let list = format!("profiles.media:{}", id.0.to_ascii_lowercase());
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let pictures = self
            .profiles
            .pictures
            .run(&session.0, &whose, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(pictures, PostPictureDto::from)))
    }
}

impl ProfilesApi {
    async fn set(
        &self,
        session: Session,
        slot: PictureSlot,
        form: ProfilePicture,
    ) -> Result<Json<ProfileDto>, ApiError> {
        let file = received(&self.shared, &session.0, form.file, self.max_file).await?;
        Ok(Json(
            self.profiles
                .change_picture
                .set(&session.0, slot, file)
                .await?
                .into(),
        ))
    }

    async fn remove(
        &self,
        session: Session,
        slot: PictureSlot,
    ) -> Result<Json<ProfileDto>, ApiError> {
        Ok(Json(
            self.profiles
                .change_picture
                .remove(&session.0, slot)
                .await?
                .into(),
        ))
    }
}
