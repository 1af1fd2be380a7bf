//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{picture::Picture, post::Post, standing::Standing, view::AuthoredPost};
use crate::{
    media::Media,
    profiles::UserSummary,
    shared::{
        clock::Timestamp,
        id::{MediaId, PostId, UserId},
        store::StoreError,
    },
};

/// Stored posts, part of the unit of work.
#[async_trait]
pub trait PostRepo: Send {
    /// Shows what the author published for everybody to followers alone, also what is deleted and may come back; gives how
    /// many posts that were.
    async fn narrow_public_posts(&mut self, author: UserId) -> Result<u64, StoreError>;

    /// Stores a new post, without pictures: see [`PostRepo::set_pictures`].
    async fn insert_post(&mut self, post: &Post) -> Result<(), StoreError>;

    /// Stores title, text, audience, number of pictures, edit and deletion of a post that is there.
    async fn update_post(&mut self, post: &Post) -> Result<(), StoreError>;

    /// The post, also a deleted one, when `author` wrote it. It cannot change until this transaction ends.
    async fn own_post(&mut self, author: UserId, post: PostId) -> Result<Option<Post>, StoreError>;

    /// The post and its author, when `viewer` may see it.
    async fn visible_post(
        &mut self,
        viewer: UserId,
        post: PostId,
    ) -> Result<Option<AuthoredPost>, StoreError>;

    /// The pictures of `posts` with their renditions, those of one post in its order. Whether they may be seen
    /// is not asked again: pass posts that were read for the viewer.
    async fn post_pictures(&mut self, posts: &[PostId])
    -> Result<Vec<(PostId, Media)>, StoreError>;

    /// Makes `pictures`, in this order, the pictures of `post` by `author`; the post no longer has others, and those
    /// it had become free uploads again. Gives the places in `pictures` of what cannot be used: not uploaded by
    /// `author` for a post, part of another post, failed, or not there. When there are any, do not commit.
    async fn set_pictures(
        &mut self,
        author: UserId,
        post: PostId,
        pictures: &[Picture],
    ) -> Result<Vec<usize>, StoreError>;

    /// When `post` was deleted; `None` when it is not, or never was. It cannot change until this transaction ends.
    async fn deletion_of(&mut self, post: PostId) -> Result<Option<Timestamp>, StoreError>;

    /// Empties `post`: title, text, names, mentions, tags, poll, preview and reactions go, and its pictures with all that is stored
    /// of them. Gives the pictures that were removed: their bytes are to follow.
    async fn erase_content(&mut self, post: PostId) -> Result<Vec<MediaId>, StoreError>;

    /// Makes `names` the people whom `post` by `author` names, and nobody else; none for any audience but `selected`.
    /// Gives the places in `names` of those who neither follow the author nor are friends, who are severed from the
    /// author, suspended, or not there. When there are any, do not commit.
    async fn set_selected(
        &mut self,
        author: UserId,
        post: PostId,
        names: &[UserId],
    ) -> Result<Vec<usize>, StoreError>;

    /// Whom each of `posts` names, by name: those whom [`PostRepo::set_selected`] would still take. It is for the author
    /// alone: pass the author's own posts.
    async fn selected_of(
        &mut self,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, UserSummary)>, StoreError>;

    /// What hangs on each of `posts` as `viewer` may know; a post on which nothing does may be missing. Whether they may
    /// be seen is not asked again: pass posts that were read for the viewer.
    async fn post_standings(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Standing)>, StoreError>;
}
