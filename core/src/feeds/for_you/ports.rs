//! What For you needs from the outside.

use async_trait::async_trait;

use super::{
    pick::{Pick, Tie},
    score::{Candidate, TakingPart},
};
use crate::{
    posts::AuthoredPost,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        store::StoreError,
    },
};

/// The lists that were made, part of the unit of work. A *bucket* is a stretch of time, called by when it began.
///
/// What For you shows of somebody's posts is what the rule lists for the reader, without the reader's own, those of whom
/// they mute, and, of whom they neither follow nor are friends with, those with private profiles and those whom the reader
/// dismissed from the suggestions. Every method that gives posts asks that again.
#[async_trait]
pub trait ForYouRepo: Send {
    /// The list of `reader` for `bucket`; `None` when there is none, or no longer.
    async fn for_you_list(
        &mut self,
        reader: UserId,
        bucket: Timestamp,
    ) -> Result<Option<Vec<Pick>>, StoreError>;

    /// Keeps a list, unless there is one for that bucket: the first one stays. `asked` when its reader waits for it.
    async fn keep_for_you(
        &mut self,
        reader: UserId,
        bucket: Timestamp,
        picks: &[Pick],
        asked: bool,
    ) -> Result<(), StoreError>;

    /// Those of `posts` that For you shows the viewer, in this order, at most `limit`.
    async fn picked_posts(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
        limit: usize,
    ) -> Result<Vec<AuthoredPost>, StoreError>;

    /// How each of these connections stands to the author beside it, for as far as the viewer may be told: the viewer is
    /// still connected with them, and sees the list that tells it.
    async fn ties(
        &mut self,
        viewer: UserId,
        pairs: &[(UserId, UserId)],
    ) -> Result<Vec<Tie>, StoreError>;

    /// Readers who asked for a list of a bucket from `since` on and have none for `bucket`, who asked last first.
    async fn for_you_readers(
        &mut self,
        since: Timestamp,
        bucket: Timestamp,
        most: usize,
    ) -> Result<Vec<UserId>, StoreError>;

    /// Forgets at most `most` of the lists for buckets before this one; gives how many.
    async fn forget_for_you(&mut self, before: Timestamp, most: usize) -> Result<u64, StoreError>;
}

/// A public post in which many took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hot {
    /// The post.
    pub post: PostId,
    /// When it was published.
    pub created_at: Timestamp,
    /// How many took part.
    pub taking_part: TakingPart,
}

/// What there is among some posts in which anybody took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HotPart {
    /// Those of them in which most took part.
    pub hot: Vec<Hot>,
    /// The post below which to go on; `None` when all that are young enough were looked at.
    pub rest: Option<PostId>,
}

/// What a list is made of, part of the unit of work. Every method does a bounded amount of work, however much there is.
#[async_trait]
pub trait CandidateRepo: Send {
    /// Posts since `since` that For you may show the viewer: the newest of those whom the viewer follows and of friends,
    /// of `strangers`, with tags that the viewer follows or has among their interests, and of everybody; and `popular`
    /// ones. Whom the viewer and an author have in common is not looked for.
    async fn candidates(
        &mut self,
        viewer: UserId,
        strangers: &[UserId],
        popular: &[PostId],
        since: Timestamp,
    ) -> Result<Vec<Candidate>, StoreError>;

    /// The popular posts that were kept last, if that was for a bucket from `since` on.
    async fn popular_posts(&mut self, since: Timestamp) -> Result<Option<Vec<PostId>>, StoreError>;

    /// Keeps the popular posts of a bucket, unless they are kept; forgets those of earlier ones.
    async fn keep_popular(&mut self, bucket: Timestamp, posts: &[PostId])
    -> Result<(), StoreError>;

    /// Of the next `size` posts below one in which anybody took part, the public ones since `since` in which most did, at
    /// most `most`.
    async fn hot_posts(
        &mut self,
        below: Option<PostId>,
        size: usize,
        since: Timestamp,
        most: usize,
    ) -> Result<HotPart, StoreError>;
}
