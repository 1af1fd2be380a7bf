//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{
    history::Version, picture::Picture, post::Post, standing::Standing, view::AuthoredPost,
};
use crate::{
    media::Media,
    profiles::UserSummary,
    shared::{
        clock::Timestamp,
        id::{GroupId, MediaId, PostId, UserId},
        page::{After, Limit, Page},
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

    /// The post, also a deleted one, when `author` wrote it, and nobody else deleted it. It cannot change until this transaction ends.
    async fn own_post(&mut self, author: UserId, post: PostId) -> Result<Option<Post>, StoreError>;

    /// A post of another in a group in which `keeper` keeps order, also one that they deleted themselves. It cannot change
    /// until this transaction ends.
    async fn post_to_moderate(
        &mut self,
        keeper: UserId,
        post: PostId,
    ) -> Result<Option<Post>, StoreError>;

    /// Notes that not its author but `keeper` deleted `post`, or that nobody did: for its author it is gone.
    async fn note_moderation(
        &mut self,
        post: PostId,
        keeper: Option<UserId>,
    ) -> Result<(), StoreError>;

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

    /// Empties `post`: title, text, warning, earlier versions, names, mentions, tags, poll, preview and reactions go, and
    /// its pictures with all that is stored of them; nobody keeps it any more. Gives the pictures that were removed: their
    /// bytes are to follow.
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

/// Shares of posts, part of the unit of work. A share is a post with an original.
#[async_trait]
pub trait ShareRepo: Send {
    /// As [`PostRepo::visible_post`]; besides, the post cannot be deleted until this transaction ends.
    async fn post_to_share(
        &mut self,
        viewer: UserId,
        post: PostId,
    ) -> Result<Option<AuthoredPost>, StoreError>;

    /// Counts so many public shares of `original` more, or fewer, if that is there at all. It is told of every new share,
    /// also of one that does not count, while the original cannot change: later changes find what they count in.
    async fn count_shares(&mut self, original: PostId, more: i64) -> Result<(), StoreError>;

    /// Those of `posts` that `viewer` may see inside of a share: what they may see listed.
    async fn originals(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<AuthoredPost>, StoreError>;

    /// The shares of `original` that the viewer may see listed, newest first. Whether they may see the original is for the
    /// caller to ask.
    async fn shares_of(
        &mut self,
        viewer: UserId,
        original: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError>;
}

/// What posts said before they were edited, part of the unit of work.
#[async_trait]
pub trait VersionRepo: Send {
    /// Keeps title and text of `post` as they are stored now, under a `key` that grows with time, because others replace
    /// them at `now`.
    async fn keep_version(
        &mut self,
        post: PostId,
        key: i64,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// What `post` says and said, newest first; nothing when the viewer may not see the post.
    async fn versions_of(
        &mut self,
        viewer: UserId,
        post: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<Version>, StoreError>;
}

/// The posts that members pinned on their profiles, part of the unit of work.
#[async_trait]
pub trait PinRepo: Send {
    /// Makes `post` the only one that its `author` has pinned.
    async fn pin_post(&mut self, author: UserId, post: PostId) -> Result<(), StoreError>;

    /// Makes `post` one that its `author` has not pinned.
    async fn unpin_post(&mut self, author: UserId, post: PostId) -> Result<(), StoreError>;

    /// The posts that are pinned in `group`, what was pinned last first; those that were deleted not.
    async fn pinned_in_group(&mut self, group: GroupId) -> Result<Vec<PostId>, StoreError>;

    /// Pins `post` in `group`; `key` is a new id, by which it is ordered.
    async fn pin_in_group(
        &mut self,
        group: GroupId,
        post: PostId,
        key: i64,
    ) -> Result<(), StoreError>;

    /// Makes `post` one that is not pinned in its group.
    async fn unpin_in_group(&mut self, post: PostId) -> Result<(), StoreError>;

    /// The posts that are pinned in `group`, as far as the viewer may see them, what was pinned last first.
    async fn pins_of_group(
        &mut self,
        viewer: UserId,
        group: GroupId,
    ) -> Result<Vec<AuthoredPost>, StoreError>;

    /// The post that `author` has pinned, if the viewer may see it listed.
    async fn pin_of(
        &mut self,
        viewer: UserId,
        author: UserId,
    ) -> Result<Option<AuthoredPost>, StoreError>;
}
