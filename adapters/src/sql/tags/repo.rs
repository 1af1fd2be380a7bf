//! The repository of what texts name.

use async_trait::async_trait;
use kith_core::{
    profiles::UserSummary,
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
    tags::{Mention, Tag, TagRepo},
};

use super::{followed, mentions, named};
use crate::sql::{feeds::count_tagged, store::SqlTx};

#[async_trait]
impl TagRepo for SqlTx {
    async fn set_post_tags(&mut self, post: PostId, tags: &[Tag]) -> Result<(), StoreError> {
        named::set_tags(self, post, tags).await
    }

    async fn set_post_mentions(
        &mut self,
        author: UserId,
        post: PostId,
        handles: &[String],
    ) -> Result<Vec<UserId>, StoreError> {
        mentions::set(self, author, post, handles).await
    }

    async fn mentions_of(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Mention)>, StoreError> {
        mentions::of_posts(self, viewer, posts).await
    }

    async fn unreached_by(&mut self, post: PostId) -> Result<Vec<UserSummary>, StoreError> {
        mentions::unreached(self, post).await
    }

    async fn count_tagged(
        &mut self,
        viewer: UserId,
        tag: &Tag,
        most: u32,
    ) -> Result<u32, StoreError> {
        count_tagged(self, viewer, tag, most).await
    }

    async fn follow_tag(&mut self, user: UserId, tag: &Tag, key: i64) -> Result<(), StoreError> {
        followed::follow(self, user, tag, key).await
    }

    async fn unfollow_tag(&mut self, user: UserId, tag: &Tag) -> Result<(), StoreError> {
        followed::unfollow(self, user, tag).await
    }

    async fn follows_tag(&mut self, user: UserId, tag: &Tag) -> Result<bool, StoreError> {
        followed::follows(self, user, tag).await
    }

    async fn count_followed_tags(&mut self, user: UserId) -> Result<u32, StoreError> {
        followed::count(self, user).await
    }

    async fn followed_tags(
        &mut self,
        user: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<Tag>, StoreError> {
        followed::list(self, user, after, limit).await
    }

    async fn tags_like(
        &mut self,
        viewer: UserId,
        beginning: &str,
        limit: u32,
    ) -> Result<Vec<Tag>, StoreError> {
        followed::like(self, viewer, beginning, limit).await
    }
}
