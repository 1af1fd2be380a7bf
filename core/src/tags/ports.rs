//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{mention::Mention, tag::Tag};
use crate::{
    profiles::UserSummary,
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

/// What texts name, part of the unit of work.
#[async_trait]
pub trait TagRepo: Send {
    /// Makes `tags` the tags by which `post` is found, and no others.
    async fn set_post_tags(&mut self, post: PostId, tags: &[Tag]) -> Result<(), StoreError>;

    /// Makes those who are called by one of `handles`, in lower case, the people whom `post` by `author` mentions. A
    /// handle that it holds already stays whose it was when it was written; one of nobody, of somebody suspended or of
    /// somebody severed from the author mentions nobody. Gives whom it did not mention before, each once.
    async fn set_post_mentions(
        &mut self,
        author: UserId,
        post: PostId,
        handles: &[String],
    ) -> Result<Vec<UserId>, StoreError>;

    /// Whom `posts` mention, as far as the viewer may know of them: not those who are suspended or severed from the
    /// viewer. Whether the posts may be seen is not asked again: pass posts that were read for the viewer.
    async fn mentions_of(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Mention)>, StoreError>;

    /// Those among [`TagRepo::mentions_of`] the author who may not see `post`, each once, by name.
    async fn unreached_by(&mut self, post: PostId) -> Result<Vec<UserSummary>, StoreError>;

    /// How many posts with this tag are listed for the viewer, those of muted members left out; counting stops at `most`.
    async fn count_tagged(
        &mut self,
        viewer: UserId,
        tag: &Tag,
        most: u32,
    ) -> Result<u32, StoreError>;

    /// Notes that `user` follows `tag`; again: nothing more. `key` orders the list of those who are followed.
    async fn follow_tag(&mut self, user: UserId, tag: &Tag, key: i64) -> Result<(), StoreError>;

    /// `user` no longer follows `tag`.
    async fn unfollow_tag(&mut self, user: UserId, tag: &Tag) -> Result<(), StoreError>;

    /// Whether `user` follows `tag`.
    async fn follows_tag(&mut self, user: UserId, tag: &Tag) -> Result<bool, StoreError>;

    /// How many tags `user` follows.
    async fn count_followed_tags(&mut self, user: UserId) -> Result<u32, StoreError>;

    /// The tags that `user` follows, the last one first.
    async fn followed_tags(
        &mut self,
        user: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<Tag>, StoreError>;

    /// Tags that begin so, at most `limit`: first those that the viewer follows, then those of posts that are listed for
    /// the viewer, in the order of the alphabet. Of a beginning that very many tags have, some are looked at.
    async fn tags_like(
        &mut self,
        viewer: UserId,
        beginning: &str,
        limit: u32,
    ) -> Result<Vec<Tag>, StoreError>;
}
