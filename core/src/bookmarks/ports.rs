//! What this feature needs from the outside.

use async_trait::async_trait;

use crate::{
    posts::AuthoredPost,
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

/// Stored bookmarks, part of the unit of work.
#[async_trait]
pub trait BookmarkRepo: Send {
    /// Keeps `post` for `user` under a `key` that grows with time. One that is kept already stays in its place.
    async fn add_bookmark(
        &mut self,
        user: UserId,
        post: PostId,
        key: i64,
    ) -> Result<(), StoreError>;

    /// Keeps `post` for `user` no more.
    async fn remove_bookmark(&mut self, user: UserId, post: PostId) -> Result<(), StoreError>;

    /// What `user` keeps and may still see, what was kept last first. The keys of the pages are those of the bookmarks.
    async fn bookmarked_posts(
        &mut self,
        user: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;
}
