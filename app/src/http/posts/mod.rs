//! Posts: writing, reading, changing, deleting.

mod audience;
pub mod cases;
mod dto;
mod errors;

use kith_core::{
    posts::{PostView, Posts},
    shared::id::PostId,
};
use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::Json,
};

pub use self::{
    audience::{AudienceDto, CommentPolicyDto, WhyDto},
    dto::{
        GroupSummary, NewPostDto, NewShareDto, PermissionsDto, PostDto, PostEditDto, VersionDto,
    },
};
use super::{
    PREFIX,
    auth::Session,
    body::Body,
    done::{Applied, Done, PostDeleted, done},
    idempotency::Idempotency,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
    written::Written,
};

/// The operations on posts.
pub struct PostsApi {
    /// What can be done with posts.
    pub posts: Posts,
    /// What operations share.
    pub shared: Shared,
}

/// A new post.
#[derive(ApiResponse)]
pub enum Published {
    /// The post. A repeat under the same `Idempotency-Key` gives the post that is there.
    #[oai(status = 201)]
    Created(
        Json<PostDto>,
        /// Where the post is.
        #[oai(header = "Location")]
        String,
    ),
}

#[OpenApi]
impl PostsApi {
    /// Publish a post
    ///
    /// Text, pictures or both. Pictures are uploaded first (`POST /media`) and belong to one post only.
    #[oai(
        path = "/posts",
        method = "post",
        operation_id = "posts.publish",
        tag = "Tag::Posts"
    )]
    async fn publish(
        &self,
        session: Session,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<NewPostDto>,
    ) -> Result<Published, ApiError> {
        let input = body.0.try_into().map_err(ApiError::invalid)?;
        let key = again.key("posts.publish");
        let view = self.posts.publish.run(&session.0, input, key).await?;
        Ok(published(view))
    }

    /// Read a post
    #[oai(
        path = "/posts/:id",
        method = "get",
        operation_id = "posts.show",
        tag = "Tag::Posts"
    )]
    async fn show(&self, session: Session, id: Path<Id>) -> Result<Json<PostDto>, ApiError> {
        let view = self.posts.show.run(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }

    /// Change a post
    ///
    /// For its author. What is left out stays. `media` lists all pictures that the post is to have, in order: what is
    /// missing from it leaves the post, what is new joins it. `selected_user_ids` lists all whom the post is to name; it
    /// may be left out for a post that names people already. Another audience alone does not mark a post as edited.
    /// What belongs to an event is changed there: 409 `belongs_to_event`.
    #[oai(
        path = "/posts/:id",
        method = "patch",
        operation_id = "posts.edit",
        tag = "Tag::Posts"
    )]
    async fn edit(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<PostEditDto>,
    ) -> Result<Json<PostDto>, ApiError> {
        let edit = body.0.try_into()?;
        let view = self.posts.edit.run(&session.0, id.0.into(), edit).await?;
        Ok(Json(view.into()))
    }

    /// Delete a post
    ///
    /// For its author, and in a group for owner and moderators. It is gone for every reader at once; for ten minutes it can be
    /// restored. What belongs to an event stays, also when that is cancelled: 409 `belongs_to_event`.
    #[oai(
        path = "/posts/:id",
        method = "delete",
        operation_id = "posts.delete",
        tag = "Tag::Posts"
    )]
    async fn delete(&self, session: Session, id: Path<Id>) -> Result<Done<PostDeleted>, ApiError> {
        self.posts.delete.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Restore a deleted post
    ///
    /// For its author, within ten minutes. A post that is not deleted stays as it is.
    #[oai(
        path = "/posts/:id/restore",
        method = "post",
        operation_id = "posts.restore",
        tag = "Tag::Posts"
    )]
    async fn restore(&self, session: Session, id: Path<Id>) -> Result<Json<PostDto>, ApiError> {
        let view = self.posts.restore.run(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }

    /// Share a post
    ///
    /// Publishes a post of one's own with another one inside of it. What is inside appears only to those who may see it
    /// themselves; sharing a share puts its original inside. Posts of others for selected people, by link or for nobody are
    /// not shared: 403 `not_shareable`, as for a share whose original one cannot see; `can.share` says so before.
    #[oai(
        path = "/posts/:id/shares",
        method = "post",
        operation_id = "posts.share",
        tag = "Tag::Posts"
    )]
    async fn share(
        &self,
        session: Session,
        id: Path<Id>,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<NewShareDto>,
    ) -> Result<Published, ApiError> {
        let post: PostId = id.0.into();
        let key = again.key_on("posts.share", post.get());
        let view = self
            .posts
            .share
            .run(&session.0, post, body.0.into(), key)
            .await?;
        Ok(published(view))
    }

    /// List the shares of a post
    ///
    /// Newest first, as far as one may see them listed.
    #[oai(
        path = "/posts/:id/shares",
        method = "get",
        operation_id = "posts.shares",
        tag = "Tag::Posts"
    )]
    async fn shares(
        &self,
        session: Session,
        id: Path<Id>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Written<PageOf<PostDto>>, ApiError> {
        let post: PostId = id.0.into();
        let list = format!("posts.shares:{post}");
        let cursors = &self.shared.cursors;
        let page = cursors.page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let shares = &self.posts.shares;
        let found = shares.run(&session.0, post, page.after, page.limit).await?;
        Ok(Written(page.answer(found, PostDto::from)))
    }

    /// Read the history of a post
    ///
    /// What it says now and what it said before each edit of its title or text, newest first: for everybody who sees it.
    #[oai(
        path = "/posts/:id/history",
        method = "get",
        operation_id = "posts.history",
        tag = "Tag::Posts"
    )]
    async fn history(
        &self,
        session: Session,
        id: Path<Id>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<VersionDto>>, ApiError> {
        let post: PostId = id.0.into();
        let list = format!("posts.history:{post}");
        let cursors = &self.shared.cursors;
        let page = cursors.page(&list, Some(session.0), limit.0, cursor.0.as_deref())?;
        let history = &self.posts.history;
        let found = history
            .run(&session.0, post, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(found, VersionDto::from)))
    }

    /// Pin a post
    ///
    /// For its author, whose profile begins with it from now on; another one that was pinned is so no more.
    #[oai(
        path = "/posts/:id/pin",
        method = "put",
        operation_id = "posts.pin",
        tag = "Tag::Posts"
    )]
    async fn pin(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        self.posts.pin.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Unpin a post
    ///
    /// As who may pin it. A post that is not pinned stays as it is.
    #[oai(
        path = "/posts/:id/pin",
        method = "delete",
        operation_id = "posts.unpin",
        tag = "Tag::Posts"
    )]
    async fn unpin(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        self.posts.pin.take_back(&session.0, id.0.into()).await?;
        Ok(done())
    }
}

fn published(view: PostView) -> Published {
    let location = format!("{PREFIX}/posts/{}", view.post.id);
    Published::Created(Json(view.into()), location)
}
