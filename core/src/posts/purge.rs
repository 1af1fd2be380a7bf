//! Erasing what belongs to a deleted post.

use super::post::PostPolicy;
use crate::{
    media::EraseBytes,
    shared::{id::PostId, ports::Ports, store::StoreError},
};

/// How many comments are removed at once: others write meanwhile.
const COMMENTS_AT_ONCE: u32 = 500;

/// Why nothing was erased.
#[derive(Debug, thiserror::Error)]
pub enum PurgeError {
    /// The deletion can still be taken back: the post was restored and deleted anew, or this node's clock lags behind.
    #[error("the deletion can still be taken back")]
    TooEarly,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Erases deleted posts for good.
#[derive(Clone)]
pub struct Purge {
    ports: Ports,
    policy: PostPolicy,
    bytes: EraseBytes,
}

impl Purge {
    /// On these ports; `bytes` removes the files.
    #[must_use]
    pub fn new(ports: Ports, policy: PostPolicy, bytes: EraseBytes) -> Self {
        Self {
            ports,
            policy,
            bytes,
        }
    }

    /// Carries out `Job::PurgePost`: erases title, text and pictures of `post`, and all comments on it, if it is deleted
    /// and can no longer be restored. A post that was restored keeps them. What is left is an empty post, which nobody
    /// sees.
    #[tracing::instrument(name = "posts.purge", skip_all, fields(%post))]
    pub async fn run(&self, post: PostId) -> Result<(), PurgeError> {
        while self.erase_some(post).await? {}
        Ok(())
    }

    /// Whether there is more to erase.
    async fn erase_some(&self, post: PostId) -> Result<bool, PurgeError> {
        let mut tx = self.ports.store.write().await?;
        let Some(deleted_at) = tx.deletion_of(post).await? else {
            // What made it so may be waiting for its commit still, and this job is never done again.
            tx.commit().await?;
            return Ok(false);
        };
        if self.ports.clock.now() < self.policy.undo_until(deleted_at) {
            return Err(PurgeError::TooEarly);
        }
        let (removed, mut pictures) = tx.erase_comments_on(post, COMMENTS_AT_ONCE).await?;
        let is_more = removed == u64::from(COMMENTS_AT_ONCE);
        if !is_more {
            pictures.extend(tx.erase_content(post).await?);
        }
        tx.commit().await?;
        self.bytes.run(&pictures).await;
        Ok(is_more)
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
        testing::{MockStore, MockTx},
    };

    const POST: PostId = PostId::new(7);

    fn purge(store: MockStore, files: MockFiles) -> Purge {
        let bytes = EraseBytes::new(Arc::new(files));
        Purge::new(ports(store), PostPolicy::default(), bytes)
    }

    /// Removes as many comments as are said, one with a picture.
    fn erases_comments(tx: &mut MockTx, removed: u64) {
        let ten_minutes_ago = now().plus(-Duration::minutes(10));
        tx.expect_deletion_of()
            .with(eq(POST))
            .returning(move |_| Ok(Some(ten_minutes_ago)));
        tx.expect_erase_comments_on()
            .with(eq(POST), eq(500))
            .times(1)
            .returning(move |_, _| Ok((removed, vec![MediaId::new(3)])));
        tx.expect_commit().times(1).returning(|| Ok(()));
    }

    #[tokio::test]
    async fn many_comments_go_in_portions_and_the_post_last() {
        let mut store = MockStore::new();
        let mut portions = vec![0, 500, 500];
        store.expect_write().times(3).returning(move || {
            let mut tx = MockTx::new();
            let removed = portions.pop().unwrap();
            erases_comments(&mut tx, removed);
            if removed == 0 {
                tx.expect_erase_content()
                    .times(1)
                    .returning(|_| Ok(Vec::new()));
            }
            Ok(Box::new(tx))
        });
        let mut files = MockFiles::new();
        files.expect_remove_all().times(3).returning(|_| Ok(()));
        purge(store, files).run(POST).await.unwrap();
    }

    #[tokio::test]
    async fn rows_go_first_and_bytes_follow() {
        let store = MockStore::writing(|tx| {
            erases_comments(tx, 2);
            tx.expect_erase_content()
                .with(eq(POST))
                .times(1)
                .returning(|_| Ok(vec![MediaId::new(1), MediaId::new(2)]));
        });
        let mut files = MockFiles::new();
        for id in [1, 2, 3] {
            files
                .expect_remove_all()
                .with(eq(MediaId::new(id)))
                .times(1)
                .returning(|_| Ok(()));
        }
        purge(store, files).run(POST).await.unwrap();
    }

    #[tokio::test]
    async fn a_restored_post_stays_as_it_is() {
        let store = MockStore::writing(|tx| {
            tx.expect_deletion_of().returning(|_| Ok(None));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        purge(store, MockFiles::new()).run(POST).await.unwrap();
    }

    #[tokio::test]
    async fn a_post_that_may_still_be_restored_is_not_done_with() {
        let store = MockStore::writing(|tx| {
            let just_now = now().plus(-Duration::minutes(10) + Duration::MICROSECOND);
            tx.expect_deletion_of()
                .returning(move |_| Ok(Some(just_now)));
        });
        let done = purge(store, MockFiles::new()).run(POST).await;
        assert!(matches!(done, Err(PurgeError::TooEarly)));
    }
}
