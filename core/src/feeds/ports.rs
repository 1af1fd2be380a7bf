//! What this feature needs from the outside.

use async_trait::async_trait;

use super::profile::{ProfileRef, Wall};
use crate::{
    posts::AuthoredPost,
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
};

/// Lists of posts, part of the unit of work. Only posts that the viewer may see and that may be listed for them
/// are in a list, newest first; a page is full unless the list ends with it.
#[async_trait]
pub trait FeedRepo: Send {
    /// The viewer's own posts and the public posts of everybody else.
    async fn home_posts(
        &mut self,
        viewer: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// The posts of `author`.
    async fn profile_posts(
        &mut self,
        viewer: UserId,
        author: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;

    /// Whose profile is asked for; `None` when nobody is called so, or they are suspended or severed from the viewer.
    async fn find_wall(
        &mut self,
        viewer: UserId,
        whose: &ProfileRef,
    ) -> Result<Option<Wall>, StoreError>;
}
