//! Lists of posts.

pub mod cases;
mod errors;

use kith_core::feeds::{Feeds, ProfileRef};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::{
    auth::Session,
    paging::{PageLimit, PageOf},
    posts::PostDto,
    problem::ApiError,
    shared::Shared,
    tags::Tag,
};

/// The operations on lists of posts.
pub struct FeedsApi {
    /// The lists.
    pub feeds: Feeds,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl FeedsApi {
    /// Read the home feed
    ///
    /// One's own posts and the public posts of everybody else, newest first.
    #[oai(
        path = "/feeds/home",
        method = "get",
        operation_id = "feeds.home",
        tag = "Tag::Feeds"
    )]
    async fn home(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PostDto>>, ApiError> {
        let cursors = &self.shared.cursors;
        let page = cursors.page("feeds.home", Some(session.0), limit.0, cursor.0.as_deref())?;
        let posts = self
            .feeds
            .home
            .run(&session.0, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(posts, PostDto::from)))
    }

    /// List a member's posts
    ///
    /// Newest first, as far as one may see them listed. `id` is an id or `@handle`. 403 `private_profile` when the profile
    /// is private; single posts go by their own audience.
    #[oai(
        path = "/users/:id/posts",
        method = "get",
        operation_id = "feeds.profile",
        tag = "Tag::Feeds"
    )]
    async fn profile(
        &self,
        session: Session,
        id: Path<String>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<PostDto>>, ApiError> {
        let whose = ProfileRef::parse(&id.0).ok_or_else(ApiError::not_found)?;
        let list = format!("feeds.profile:{}", id.0.to_ascii_lowercase());
        let page =
            self.shared
                .cursors
                .page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let posts = self
            .feeds
            .profile
            .run(&session.0, &whose, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(posts, PostDto::from)))
    }
}
