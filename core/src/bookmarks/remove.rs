//! Keeping a post no more.

use crate::shared::{actor::Actor, id::PostId, ports::Ports, store::StoreError};

/// Removes bookmarks.
pub struct RemoveBookmark {
    ports: Ports,
}

impl RemoveBookmark {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Keeps `post` for `actor` no more, also one that they may no longer see. What was not kept, or is not there at all, is
    /// not told apart.
    #[tracing::instrument(name = "bookmarks.remove", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        tx.remove_bookmark(actor.user, post).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{actor, ports},
        shared::id::UserId,
        testing::MockStore,
    };

    #[tokio::test]
    async fn nothing_is_asked_about_the_post() {
        let store = MockStore::writing(|tx| {
            tx.expect_remove_bookmark()
                .with(eq(UserId::new(5)), eq(PostId::new(7)))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        RemoveBookmark::new(ports(store))
            .run(&actor(5), PostId::new(7))
            .await
            .unwrap();
    }
}
