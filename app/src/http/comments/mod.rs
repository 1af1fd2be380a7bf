//! Comments: writing, reading, changing, deleting.

pub mod cases;
mod dto;
mod errors;

use kith_core::{
    comments::{CommentSort, Comments},
    shared::id::{CommentId, PostId},
};
use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Path, Query},
    payload::Json,
};

pub use self::dto::{
    CommentDto, CommentEditDto, CommentInThreadDto, CommentPermissionsDto, NewCommentDto, SortDto,
};
use super::{
    PREFIX,
    auth::Session,
    body::Body,
    done::{CommentDeleted, Done, done},
    idempotency::Idempotency,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
    written::Written,
};

/// The operations on comments.
pub struct CommentsApi {
    /// What can be done with comments.
    pub comments: Comments,
    /// What operations share.
    pub shared: Shared,
}

/// A new comment.
#[derive(ApiResponse)]
pub enum CommentPublished {
    /// The comment. A repeat under the same `Idempotency-Key` gives the comment that is there.
    #[oai(status = 201)]
    Created(
        Json<CommentDto>,
        /// Where the comment is.
        #[oai(header = "Location")]
        String,
    ),
}

#[OpenApi]
impl CommentsApi {
    /// Comment on a post
    ///
    /// Text, one picture or both; `parent_id` makes it the answer to another comment on the post. The picture is uploaded
    /// first (`POST /media`, purpose `comment`). Who may comment is said by the post's `comment_policy`; `can.comment` tells
    /// whether one may oneself. 403 `comments_closed` when one may not; 409 `parent_gone` when what it answers is no longer
    /// there. No comment has more than 900 above it: `parent_id` is refused as `too_deep` then.
    #[oai(
        path = "/posts/:id/comments",
        method = "post",
        operation_id = "comments.publish",
        tag = "Tag::Comments"
    )]
    async fn publish(
        &self,
        session: Session,
        id: Path<Id>,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<NewCommentDto>,
    ) -> Result<CommentPublished, ApiError> {
        let post = PostId::from(id.0);
        let new = body.0.on(post);
        let key = again.key_on("comments.publish", post.get());
        let view = self.comments.publish.run(&session.0, new, key).await?;
        let location = format!("{PREFIX}/comments/{}", view.found.id);
        Ok(CommentPublished::Created(Json(view.into()), location))
    }

    /// List the comments on a post
    ///
    /// Those on the post itself; what answers them is listed by `GET /comments/{id}/replies`. The most relevant come first
    /// unless `sort` says otherwise. While one pages by relevance, what moves meanwhile may come twice or not at all.
    #[oai(
        path = "/posts/:id/comments",
        method = "get",
        operation_id = "comments.list",
        tag = "Tag::Comments"
    )]
    async fn list(
        &self,
        session: Session,
        id: Path<Id>,
        sort: Query<Option<SortDto>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Written<PageOf<CommentDto>>, ApiError> {
        let sort = sort.0.map_or(CommentSort::Relevant, CommentSort::from);
        let of = Of::Post(id.0.into());
        self.page(session, of, sort, limit.0, cursor.0.as_deref())
            .await
    }

    /// List the answers to a comment
    ///
    /// The direct ones, the oldest first unless `sort` says otherwise.
    #[oai(
        path = "/comments/:id/replies",
        method = "get",
        operation_id = "comments.replies",
        tag = "Tag::Comments"
    )]
    async fn replies(
        &self,
        session: Session,
        id: Path<Id>,
        sort: Query<Option<SortDto>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Written<PageOf<CommentDto>>, ApiError> {
        let sort = sort.0.map_or(CommentSort::Oldest, CommentSort::from);
        let of = Of::Comment(id.0.into());
        self.page(session, of, sort, limit.0, cursor.0.as_deref())
            .await
    }

    /// Read a comment
    ///
    /// With what is above it, for who comes by its link.
    #[oai(
        path = "/comments/:id",
        method = "get",
        operation_id = "comments.show",
        tag = "Tag::Comments"
    )]
    async fn show(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Json<CommentInThreadDto>, ApiError> {
        let thread = self.comments.show.run(&session.0, id.0.into()).await?;
        Ok(Json(thread.into()))
    }

    /// Change a comment of one's own
    #[oai(
        path = "/comments/:id",
        method = "patch",
        operation_id = "comments.edit",
        tag = "Tag::Comments"
    )]
    async fn edit(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<CommentEditDto>,
    ) -> Result<Json<CommentDto>, ApiError> {
        let edit = body.0.into();
        let view = self
            .comments
            .edit
            .run(&session.0, id.0.into(), edit)
            .await?;
        Ok(Json(view.into()))
    }

    /// Delete a comment
    ///
    /// One's own, or one on one's own post. What answers it stays. It can be restored for ten minutes.
    #[oai(
        path = "/comments/:id",
        method = "delete",
        operation_id = "comments.delete",
        tag = "Tag::Comments"
    )]
    async fn delete(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Done<CommentDeleted>, ApiError> {
        self.comments.delete.run(&session.0, id.0.into()).await?;
        Ok(done())
    }

    /// Restore a comment that one deleted
    ///
    /// Within ten minutes; 409 `undo_expired` after that.
    #[oai(
        path = "/comments/:id/restore",
        method = "post",
        operation_id = "comments.restore",
        tag = "Tag::Comments"
    )]
    async fn restore(&self, session: Session, id: Path<Id>) -> Result<Json<CommentDto>, ApiError> {
        let view = self.comments.restore.run(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }
}

/// What the comments of a list are on.
#[derive(Clone, Copy)]
enum Of {
    /// A post.
    Post(PostId),
    /// Another comment.
    Comment(CommentId),
}

impl CommentsApi {
    async fn page(
        &self,
        session: Session,
        of: Of,
        sort: CommentSort,
        limit: PageLimit,
        cursor: Option<&str>,
    ) -> Result<Written<PageOf<CommentDto>>, ApiError> {
        let list = match of {
            Of::Post(post) => format!("comments.list:{post}:{}", sort.as_str()),
            Of::Comment(comment) => format!("comments.replies:{comment}:{}", sort.as_str()),
        };
        let page = self
            .shared
            .cursors
            .page(&list, Some(session.0), limit, cursor)?;
        let (list, actor) = (&self.comments.list, &session.0);
        let found = match of {
            Of::Post(post) => {
                list.on_post(actor, post, sort, page.after, page.limit)
                    .await?
            }
            Of::Comment(comment) => {
                list.replies(actor, comment, sort, page.after, page.limit)
                    .await?
            }
        };
        Ok(Written(page.answer(found, CommentDto::from)))
    }
}
