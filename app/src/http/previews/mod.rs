//! Previews of the pages that posts link to. They are read with their posts.

mod dto;
mod errors;

use kith_core::previews::Previews;
use poem_openapi::{OpenApi, param::Path};

pub use self::dto::LinkPreviewDto;
use super::{
    auth::Session,
    done::{Applied, Done, done},
    openapi::Tag,
    problem::ApiError,
    values::Id,
};

/// The operations on previews.
pub struct PreviewsApi {
    /// What authors do with them.
    pub previews: Previews,
}

#[OpenApi]
impl PreviewsApi {
    /// Take the link preview from a post
    ///
    /// For its author. It stays away until the post has another address. Where there is none, nothing happens.
    #[oai(
        path = "/posts/:id/link-preview",
        method = "delete",
        operation_id = "previews.remove",
        tag = "Tag::Posts"
    )]
    async fn remove(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        let show = &self.previews.show;
        show.run(&session.0, id.0.into(), false).await?;
        Ok(done())
    }

    /// Show a link preview again
    ///
    /// For the author of the post, who took it away. Where there is none, nothing happens.
    #[oai(
        path = "/posts/:id/link-preview",
        method = "put",
        operation_id = "previews.restore",
        tag = "Tag::Posts"
    )]
    async fn restore(&self, session: Session, id: Path<Id>) -> Result<Done<Applied>, ApiError> {
        let show = &self.previews.show;
        show.run(&session.0, id.0.into(), true).await?;
        Ok(done())
    }
}
