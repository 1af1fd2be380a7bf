//! Erasing what belongs to a deleted post.

use super::post::PostPolicy;
use crate::{
    media::EraseBytes,
    shared::{id::PostId, ports::Ports, store::StoreError},
};

/// Erases the pictures of deleted posts for good.
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

    /// Carries out `Job::PurgePost`: erases the pictures of `post` if it is deleted and can no longer be restored.
    /// A post that was restored, or deleted anew since, keeps them.
    #[tracing::instrument(name = "posts.purge", skip_all, fields(%post))]
    pub async fn run(&self, post: PostId) -> Result<(), StoreError> {
        let deleted_by = self.ports.clock.now().plus(-self.policy.undo_window);
        let mut tx = self.ports.store.write().await?;
        let erased = tx.erase_pictures(post, deleted_by).await?;
        if erased.is_empty() {
            return Ok(());
        }
        tx.commit().await?;
        self.bytes.run(&erased).await;
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

    const POST: PostId = PostId::new(7);

    fn purge(store: MockStore, files: MockFiles) -> Purge {
        let bytes = EraseBytes::new(Arc::new(files));
        Purge::new(ports(store), PostPolicy::default(), bytes)
    }

    #[tokio::test]
    async fn rows_go_first_and_bytes_follow() {
        let store = MockStore::writing(|tx| {
            let ten_minutes_ago = now().plus(-Duration::minutes(10));
            tx.expect_erase_pictures()
                .with(eq(POST), eq(ten_minutes_ago))
                .times(1)
                .returning(|_, _| Ok(vec![MediaId::new(1), MediaId::new(2)]));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut files = MockFiles::new();
        for id in [1, 2] {
            files
                .expect_remove_all()
                .with(eq(MediaId::new(id)))
                .times(1)
                .returning(|_| Ok(()));
        }
        purge(store, files).run(POST).await.unwrap();
    }

    #[tokio::test]
    async fn a_restored_post_keeps_its_pictures() {
        let store = MockStore::writing(|tx| {
            tx.expect_erase_pictures().returning(|_, _| Ok(Vec::new()));
        });
        purge(store, MockFiles::new()).run(POST).await.unwrap();
    }
}
