//! Posts: writing, reading, changing, deleting.

mod audience;
pub mod cases;
mod dto;
mod errors;

use kith_core::posts::Posts;
use poem_openapi::{ApiResponse, OpenApi, param::Path, payload::Json};

pub use self::{
    audience::{AudienceDto, CommentPolicyDto, WhyDto},
    dto::{GroupSummary, NewPostDto, PermissionsDto, PostDto, PostEditDto},
};
use super::{
    PREFIX, auth::Session, body::Body, idempotency::Idempotency, openapi::Tag, problem::ApiError,
    values::Id,
};

/// The operations on posts.
pub struct PostsApi {
    /// What can be done with posts.
    pub posts: Posts,
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

/// Done, and nothing to say.
#[derive(ApiResponse)]
pub enum Deleted {
    /// The post is deleted.
    #[oai(status = 204)]
    Done,
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
        let key = again.key("posts.publish");
        let view = self
            .posts
            .publish
            .run(&session.0, body.0.into(), key)
            .await?;
        let location = format!("{PREFIX}/posts/{}", view.post.id);
        Ok(Published::Created(Json(view.into()), location))
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
    /// For its author. It is gone for every reader at once; for ten minutes it can be restored.
    #[oai(
        path = "/posts/:id",
        method = "delete",
        operation_id = "posts.delete",
        tag = "Tag::Posts"
    )]
    async fn delete(&self, session: Session, id: Path<Id>) -> Result<Deleted, ApiError> {
        self.posts.delete.run(&session.0, id.0.into()).await?;
        Ok(Deleted::Done)
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
}
