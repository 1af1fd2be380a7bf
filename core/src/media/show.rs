//! Showing what a picture is.

use super::Media;
use crate::shared::{actor::Actor, id::MediaId, ports::Ports, store::StoreError};

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
pub enum ShowMediaError {
    /// There is no such picture, or the asking member may not see it.
    #[error("no such picture")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Shows a picture to those who may see what it belongs to.
#[derive(Clone)]
pub struct ShowMedia {
    ports: Ports,
}

impl ShowMedia {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The picture.
    pub async fn run(&self, actor: &Actor, id: MediaId) -> Result<Media, ShowMediaError> {
        let mut tx = self.ports.store.read().await?;
        tx.visible_media(actor.user, id)
            .await?
            .ok_or(ShowMediaError::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        media::fixture::{actor, ports, still},
        shared::id::UserId,
        testing::MockStore,
    };

    #[tokio::test]
    async fn the_store_is_asked_on_behalf_of_the_viewer() {
        let store = MockStore::reading(|tx| {
            tx.expect_visible_media()
                .with(eq(UserId::new(5)), eq(MediaId::new(9)))
                .returning(|_, _| Ok(Some(still(9, 3))));
        });
        assert_eq!(
            ShowMedia::new(ports(store))
                .run(&actor(5), MediaId::new(9))
                .await
                .unwrap(),
            still(9, 3)
        );
    }

    #[tokio::test]
    async fn what_is_not_visible_does_not_exist() {
        let store = MockStore::reading(|tx| {
            tx.expect_visible_media().returning(|_, _| Ok(None));
        });
        let answer = ShowMedia::new(ports(store))
            .run(&actor(5), MediaId::new(9))
            .await;
        assert!(matches!(answer, Err(ShowMediaError::NotFound)));
    }
}
