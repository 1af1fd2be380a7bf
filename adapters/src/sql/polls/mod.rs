//! Stored polls and votes.

mod reading;
mod voting;

use async_trait::async_trait;
use kith_core::{
    polls::{NewPoll, Poll, PollRepo},
    shared::{
        id::{PollOptionId, PostId, UserId},
        store::StoreError,
    },
};

use super::store::SqlTx;

pub(super) use voting::erase;

#[async_trait]
impl PollRepo for SqlTx {
    async fn insert_poll(&mut self, post: PostId, poll: &NewPoll) -> Result<(), StoreError> {
        voting::insert(self, post, poll).await
    }

    async fn polls_of(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, Poll)>, StoreError> {
        reading::of_posts(self, viewer, posts).await
    }

    async fn hold_poll(&mut self, viewer: UserId, post: PostId) -> Result<bool, StoreError> {
        voting::hold(self, viewer, post).await
    }

    async fn save_vote(
        &mut self,
        voter: UserId,
        post: PostId,
        before: &[PollOptionId],
        chosen: &[PollOptionId],
    ) -> Result<(), StoreError> {
        voting::save(self, voter, post, before, chosen).await
    }
}
