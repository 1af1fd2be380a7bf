//! Pinning a post on one's profile.

use super::post::Post;
use crate::shared::{actor::Actor, id::PostId, ports::Ports, store::StoreError};

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// Not there, deleted, or by somebody else.
    #[error("no such post")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Pins posts.
pub struct Pin {
    ports: Ports,
}

impl Pin {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Makes one's own post the one that one's profile begins with, in place of any other.
    #[tracing::instrument(name = "posts.pin", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<(), PinError> {
        self.set(actor, post, true).await
    }

    /// Leaves one's own post in its place in the order of time. Nothing happens to one that is not pinned.
    #[tracing::instrument(name = "posts.unpin", skip_all, fields(%post))]
    pub async fn take_back(&self, actor: &Actor, post: PostId) -> Result<(), PinError> {
        self.set(actor, post, false).await
    }

    async fn set(&self, actor: &Actor, post: PostId, pinned: bool) -> Result<(), PinError> {
        let mut tx = self.ports.store.write().await?;
        let post = tx
            .own_post(actor.user, post)
            .await?
            .filter(Post::is_live)
            .ok_or(PinError::NotFound)?;
        if pinned {
            tx.pin_post(post.author, post.id).await?;
        } else {
            tx.unpin_post(post.author, post.id).await?;
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, now, ports, post},
        shared::id::UserId,
        testing::MockStore,
    };

    const POST: PostId = PostId::new(7);

    #[tokio::test]
    async fn ones_own_post_is_pinned_and_unpinned() {
        let pin = |store| Pin::new(ports(store));
        let store = MockStore::writing(|tx| {
            tx.expect_own_post().returning(|_, _| Ok(Some(post(7))));
            tx.expect_pin_post()
                .with(eq(UserId::new(AUTHOR)), eq(POST))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        pin(store).run(&actor(AUTHOR), POST).await.unwrap();
        let store = MockStore::writing(|tx| {
            tx.expect_own_post().returning(|_, _| Ok(Some(post(7))));
            tx.expect_unpin_post()
                .with(eq(UserId::new(AUTHOR)), eq(POST))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        pin(store).take_back(&actor(AUTHOR), POST).await.unwrap();
    }

    #[tokio::test]
    async fn a_post_of_somebody_else_or_a_deleted_one_is_not_found() {
        for found in [
            None,
            Some(Post {
                deleted_at: Some(now()),
                ..post(7)
            }),
        ] {
            let store = MockStore::writing(move |tx| {
                tx.expect_own_post().return_once(move |_, _| Ok(found));
            });
            let pinned = Pin::new(ports(store)).run(&actor(AUTHOR), POST).await;
            assert!(matches!(pinned, Err(PinError::NotFound)));
        }
    }
}
