//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{
    comment::{Comment, Deletion},
    discussed::DiscussedPost,
    sort::{CommentKey, CommentPage, CommentSort},
    view::FoundComment,
};
use crate::shared::{
    clock::Timestamp,
    id::{CommentId, MediaId, PostId, UserId},
    page::Limit,
    store::StoreError,
};

/// Stored comments as they change, part of the unit of work. Tallies change along: how many comments a post has, how many
/// answer a comment, and the relevance that follows from it.
#[async_trait]
pub trait CommentRepo: Send {
    /// The post, when `viewer` may see it. It cannot be deleted, nor its settings changed, until this transaction ends.
    async fn post_to_discuss(
        &mut self,
        viewer: UserId,
        post: PostId,
    ) -> Result<Option<DiscussedPost>, StoreError>;

    /// How deep `parent` on `post` lies, when it is live and `viewer` may see who wrote it. It cannot be deleted until
    /// this transaction ends.
    async fn comment_to_answer(
        &mut self,
        viewer: UserId,
        post: PostId,
        parent: CommentId,
    ) -> Result<Option<u32>, StoreError>;

    /// The comment, also a deleted one, and its post, when `viewer` may see the post and the comment's author, or keeps order in
    /// the group in which it is said. Neither can change until this transaction ends.
    async fn comment_to_change(
        &mut self,
        viewer: UserId,
        comment: CommentId,
    ) -> Result<Option<(Comment, DiscussedPost)>, StoreError>;

    /// Stores a new comment, without its picture: see [`CommentRepo::set_comment_picture`].
    async fn insert_comment(&mut self, comment: &Comment) -> Result<(), StoreError>;

    /// Stores text and edit of a comment that is there.
    async fn update_comment(&mut self, comment: &Comment) -> Result<(), StoreError>;

    /// Makes `picture` the picture of `comment` by `author`, or takes it away; the one that it had becomes a free upload
    /// again. `false` when it cannot be used: not uploaded by `author` for a comment, part of another one, failed, or not
    /// there. Then do not commit.
    async fn set_comment_picture(
        &mut self,
        author: UserId,
        comment: CommentId,
        picture: Option<MediaId>,
    ) -> Result<bool, StoreError>;

    /// Deletes a live comment or, with `None`, brings a deleted one back. Pass what [`CommentRepo::comment_to_change`]
    /// gave.
    async fn set_comment_deletion(
        &mut self,
        comment: &Comment,
        deletion: Option<Deletion>,
    ) -> Result<(), StoreError>;

    /// When `comment` was deleted; `None` when it is not, or is not there. It cannot change until this transaction ends.
    async fn deletion_of_comment(
        &mut self,
        comment: CommentId,
    ) -> Result<Option<Timestamp>, StoreError>;

    /// Empties a deleted comment, and removes it and those above it that were deleted up to `deleted_until` where nothing
    /// is left below them. Gives the pictures that were removed: their bytes are to follow.
    async fn erase_comment(
        &mut self,
        comment: CommentId,
        deleted_until: Timestamp,
    ) -> Result<Vec<MediaId>, StoreError>;

    /// Removes at most `most` comments on `post`, the deepest first. Gives how many, and the pictures that were removed:
    /// their bytes are to follow.
    async fn erase_comments_on(
        &mut self,
        post: PostId,
        most: u32,
    ) -> Result<(u64, Vec<MediaId>), StoreError>;
}

/// Comments as they are read. Each method reads what `viewer` may see of a post that they may see: where a comment was
/// deleted, or its author is severed from the viewer or suspended, it is found without what was said as long as something
/// stands below it, and else not at all. Numbers count what would be found.
#[async_trait]
pub trait CommentListRepo: Send {
    /// The comments on the post itself, without answers.
    async fn comments_on(
        &mut self,
        viewer: UserId,
        post: PostId,
        sort: CommentSort,
        after: Option<CommentKey>,
        limit: Limit,
    ) -> Result<CommentPage<FoundComment>, StoreError>;

    /// The direct answers to a comment.
    async fn replies_to(
        &mut self,
        viewer: UserId,
        comment: CommentId,
        sort: CommentSort,
        after: Option<CommentKey>,
        limit: Limit,
    ) -> Result<CommentPage<FoundComment>, StoreError>;

    /// A comment and at most `above` of those above it, the outermost first and itself last; empty when it is not found.
    async fn comment_with_ancestors(
        &mut self,
        viewer: UserId,
        comment: CommentId,
        above: u32,
    ) -> Result<Vec<FoundComment>, StoreError>;
}
