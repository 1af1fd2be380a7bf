//! Keeping a post.

use crate::shared::{actor::Actor, id::PostId, ports::Ports, store::StoreError};

/// Why nothing is kept.
#[derive(Debug, thiserror::Error)]
pub enum AddBookmarkError {
    /// Not there, or not for this member.
    #[error("no such post")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps posts.
pub struct AddBookmark {
    ports: Ports,
}

impl AddBookmark {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Keeps a post that `actor` sees. A repeat changes nothing.
    #[tracing::instrument(name = "bookmarks.add", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<(), AddBookmarkError> {
        let key = self.ports.ids.next();
        let mut tx = self.ports.store.write().await?;
        tx.visible_post(actor.user, post)
            .await?
            .ok_or(AddBookmarkError::NotFound)?;
        tx.add_bookmark(actor.user, post, key).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{actor, authored, ports, post},
        shared::id::UserId,
        testing::MockStore,
    };

    async fn run(store: MockStore) -> Result<(), AddBookmarkError> {
        AddBookmark::new(ports(store))
            .run(&actor(5), PostId::new(7))
            .await
    }

    #[tokio::test]
    async fn what_one_sees_is_kept() {
        let store = MockStore::writing(|tx| {
            tx.expect_visible_post()
                .with(eq(UserId::new(5)), eq(PostId::new(7)))
                .returning(|_, _| Ok(Some(authored(post(7)))));
            tx.expect_add_bookmark()
                .with(eq(UserId::new(5)), eq(PostId::new(7)), eq(1))
                .times(1)
                .returning(|_, _, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        run(store).await.unwrap();
    }

    #[tokio::test]
    async fn what_one_may_not_see_is_not_found() {
        let store = MockStore::writing(|tx| {
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        assert!(matches!(run(store).await, Err(AddBookmarkError::NotFound)));
    }
}
