//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{input::NewPoll, poll::Poll};
use crate::shared::{
    id::{PollOptionId, PostId, UserId},
    store::StoreError,
};

/// Stored polls and votes, part of the unit of work. A poll goes with its post: see
/// [`PostRepo::erase_content`](crate::posts::PostRepo::erase_content).
#[async_trait]
pub trait PollRepo: Send {
    /// Stores the poll of a post that was stored as one with a poll.
    async fn insert_poll(&mut self, post: PostId, poll: &NewPoll) -> Result<(), StoreError>;

    /// The polls of those of `posts` that have one, with the votes that `viewer` may know of. Whether the posts may be seen
    /// is not asked again: pass posts that were read for the viewer.
    async fn polls_of(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Poll)>, StoreError>;

    /// Keeps the poll of `post` and its votes from every other transaction until this one ends; the post does not go away
    /// either. `false` when `viewer` may not see the post, or it has no poll.
    async fn hold_poll(&mut self, viewer: UserId, post: PostId) -> Result<bool, StoreError>;

    /// Makes `chosen` what `voter` chose, instead of `before`, and moves the tallies. Call it with what
    /// [`PollRepo::polls_of`] gave for the voter after [`PollRepo::hold_poll`] in this transaction.
    async fn save_vote(
        &mut self,
        voter: UserId,
        post: PostId,
        before: &[PollOptionId],
        chosen: &[PollOptionId],
    ) -> Result<(), StoreError>;
}
