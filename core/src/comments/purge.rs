//! Erasing what a deleted comment said.

use crate::{
    media::EraseBytes,
    posts::PostPolicy,
    shared::{id::CommentId, ports::Ports, store::StoreError},
};

/// Why nothing was erased.
#[derive(Debug, thiserror::Error)]
pub enum PurgeCommentError {
    /// The deletion can still be taken back: the comment was restored and deleted anew, or this node's clock lags behind.
    #[error("the deletion can still be taken back")]
    TooEarly,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Erases deleted comments for good.
#[derive(Clone)]
pub struct PurgeComment {
    ports: Ports,
    policy: PostPolicy,
    bytes: EraseBytes,
}

impl PurgeComment {
    /// On these ports; `bytes` removes the files.
    #[must_use]
    pub fn new(ports: Ports, policy: PostPolicy, bytes: EraseBytes) -> Self {
        Self {
            ports,
            policy,
            bytes,
        }
    }

    /// Carries out `Job::PurgeComment`: erases text and picture of `comment` if it is deleted and can no longer be
    /// restored. Where something stands below it an empty place is left.
    #[tracing::instrument(name = "comments.purge", skip_all, fields(%comment))]
    pub async fn run(&self, comment: CommentId) -> Result<(), PurgeCommentError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let Some(deleted_at) = tx.deletion_of_comment(comment).await? else {
            // What made it so may be waiting for its commit still, and this job is never done again.
            return Ok(tx.commit().await?);
        };
        if now < self.policy.undo_until(deleted_at) {
            return Err(PurgeCommentError::TooEarly);
        }
        let for_good = now.plus(-self.policy.undo_window);
        let pictures = tx.erase_comment(comment, for_good).await?;
        tx.commit().await?;
        self.bytes.run(&pictures).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::{
        media::fixture::MockFiles,
        posts::fixtures::{now, ports},
        shared::id::MediaId,
        testing::MockStore,
    };

    const ID: CommentId = CommentId::new(5);

    async fn run(store: MockStore, files: MockFiles) -> Result<(), PurgeCommentError> {
        let bytes = EraseBytes::new(Arc::new(files));
        PurgeComment::new(ports(store), PostPolicy::default(), bytes)
            .run(ID)
            .await
    }

    #[tokio::test]
    async fn rows_go_first_and_bytes_follow() {
        let store = MockStore::writing(|tx| {
            let ten_minutes_ago = now().plus(-Duration::minutes(10));
            tx.expect_deletion_of_comment()
                .with(eq(ID))
                .returning(move |_| Ok(Some(ten_minutes_ago)));
            tx.expect_erase_comment()
                .with(eq(ID), eq(ten_minutes_ago))
                .times(1)
                .returning(|_, _| Ok(vec![MediaId::new(9)]));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut files = MockFiles::new();
        files
            .expect_remove_all()
            .with(eq(MediaId::new(9)))
            .times(1)
            .returning(|_| Ok(()));
        run(store, files).await.unwrap();
    }

    #[tokio::test]
    async fn a_restored_comment_stays_as_it_is() {
        let store = MockStore::writing(|tx| {
            tx.expect_deletion_of_comment().returning(|_| Ok(None));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        run(store, MockFiles::new()).await.unwrap();
    }

    #[tokio::test]
    async fn one_that_may_still_be_restored_is_not_done_with() {
        let store = MockStore::writing(|tx| {
            let just_now = now().plus(-Duration::minutes(10) + Duration::MICROSECOND);
            tx.expect_deletion_of_comment()
                .returning(move |_| Ok(Some(just_now)));
        });
        let done = run(store, MockFiles::new()).await;
        assert!(matches!(done, Err(PurgeCommentError::TooEarly)));
    }
}
