//! Posts that one keeps for oneself.

mod errors;

use kith_core::bookmarks::Bookmarks;
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
};

use super::{
    auth::Session,
    done::{Applied, Done, done},
    openapi::Tag,
    paging::{PageLimit, PageOf},
    posts::PostDto,
    problem::ApiError,
    shared::Shared,
    values::Id,
    written::Written,
};

/// The operations on bookmarks.
pub struct BookmarksApi {
    /// What can be done with them.
    pub bookmarks: Bookmarks,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl BookmarksApi {
    /// Keep a post
    ///
    /// For oneself: nobody else is told. One that is kept already stays in its place.
    #[oai(
        path = "/posts/:id/bookmark",
        method = "put",
        operation_id = "bookmarks.add",
        tag = "Tag::Posts"
    )]
    async fn add(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        self.bookmarks.add.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Keep a post no more
    ///
    /// Also one that one may no longer see. What was not kept, or is not there at all, is not told apart.
    #[oai(
        path = "/posts/:id/bookmark",
        method = "delete",
        operation_id = "bookmarks.remove",
        tag = "Tag::Posts"
    )]
    async fn remove(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        self.bookmarks.remove.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// List the posts that one keeps
    ///
    /// What was kept last first, as far as one may still see it.
    #[oai(
        path = "/me/bookmarks",
        method = "get",
        operation_id = "bookmarks.list",
        tag = "Tag::Posts"
    )]
    async fn list(
        &self,
        session: Session,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Written<PageOf<PostDto>>, ApiError> {
        let cursors = &self.shared.cursors;
        let page = cursors.page(
            "bookmarks.list",
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let list = &self.bookmarks.list;
        let found = list.run(&session.0, page.after, page.limit).await?;
        Ok(Written(page.answer(found, PostDto::from)))
    }
}
