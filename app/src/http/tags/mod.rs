//! Tags: what there is to one, following them, proposing them.

pub mod cases;
mod dto;
mod errors;

use kith_core::tags::{Tag as TagName, Tags};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

pub use self::dto::{MentionDto, TagDto, TagSummaryDto};
use super::{
    auth::Session,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
};

/// The operations on tags.
pub struct TagsApi {
    /// What can be done with tags.
    pub tags: Tags,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl TagsApi {
    /// Propose tags
    ///
    /// Tags that begin like `q`, for completing one that is being typed: those one follows first, then others of posts
    /// that one may see listed; eight at most, on one page.
    #[oai(
        path = "/tags",
        method = "get",
        operation_id = "tags.suggest",
        tag = "Tag::Tags"
    )]
    async fn suggest(
        &self,
        session: Session,
        q: Query<Option<String>>,
    ) -> Result<Json<PageOf<TagSummaryDto>>, ApiError> {
        let typed = q.0.unwrap_or_default();
        let found = self.tags.suggest.run(&session.0, &typed).await?;
        Ok(Json(PageOf {
            items: found.into_iter().map(TagSummaryDto::from).collect(),
            next_cursor: None,
        }))
    }

    /// Read a tag
    ///
    /// `tag` is written in any letter case, without the `#`: 1 to 64 letters in any script, digits and underscores, at
    /// least one of them a letter. Anything else is a 404; a tag that no post has is not.
    #[oai(
        path = "/tags/:tag",
        method = "get",
        operation_id = "tags.show",
        tag = "Tag::Tags"
    )]
    async fn show(&self, session: Session, tag: Path<String>) -> Result<Json<TagDto>, ApiError> {
        let view = self.tags.show.run(&session.0, named(&tag.0)?).await?;
        Ok(Json(view.into()))
    }

    /// Follow a tag
    ///
    /// 409 `too_many_tags` for more than 500.
    #[oai(
        path = "/tags/:tag/follow",
        method = "put",
        operation_id = "tags.follow",
        tag = "Tag::Tags"
    )]
    async fn follow(&self, session: Session, tag: Path<String>) -> Result<Json<TagDto>, ApiError> {
        self.set_following(session, &tag.0, true).await
    }

    /// Follow a tag no longer
    #[oai(
        path = "/tags/:tag/follow",
        method = "delete",
        operation_id = "tags.unfollow",
        tag = "Tag::Tags"
    )]
    async fn unfollow(
        &self,
        session: Session,
        tag: Path<String>,
    ) -> Result<Json<TagDto>, ApiError> {
        self.set_following(session, &tag.0, false).await
    }

    /// List the tags that one follows
    ///
    /// The last one first.
    #[oai(
        path = "/me/tags",
        method = "get",
        operation_id = "tags.followed",
        tag = "Tag::Tags"
    )]
    async fn followed(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<TagSummaryDto>>, ApiError> {
        let page = self.shared.cursors.page(
            "tags.followed",
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let followed = &self.tags.followed;
        let found = followed.run(&session.0, page.after, page.limit).await?;
        Ok(Json(page.answer(found, TagSummaryDto::from)))
    }
}

impl TagsApi {
    async fn set_following(
        &self,
        session: Session,
        tag: &str,
        wanted: bool,
    ) -> Result<Json<TagDto>, ApiError> {
        let view = self
            .tags
            .follow
            .run(&session.0, named(tag)?, wanted)
            .await?;
        Ok(Json(view.into()))
    }
}

/// The tag of an address.
pub fn named(tag: &str) -> Result<TagName, ApiError> {
    TagName::parse(tag).ok_or_else(ApiError::not_found)
}
