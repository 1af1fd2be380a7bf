//! Taking back a picture that was not used.

use super::EraseBytes;
use crate::shared::{actor::Actor, id::MediaId, ports::Ports, store::StoreError};

/// Why nothing was removed.
#[derive(Debug, thiserror::Error)]
pub enum DeleteMediaError {
    /// The asking member has no such picture.
    #[error("no such picture")]
    NotFound,
    /// It belongs to something; it goes when that goes.
    #[error("the picture is in use")]
    InUse,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Removes a picture of one's own that is attached to nothing.
#[derive(Clone)]
pub struct DeleteMedia {
    ports: Ports,
    erase: EraseBytes,
}

impl DeleteMedia {
    pub(super) fn new(ports: Ports, erase: EraseBytes) -> Self {
        Self { ports, erase }
    }

    /// Removes it, row and bytes.
    pub async fn run(&self, actor: &Actor, id: MediaId) -> Result<(), DeleteMediaError> {
        let mut tx = self.ports.store.write().await?;
        if tx.delete_unattached(id, actor.user).await? {
            tx.commit().await?;
            self.erase.run(&[id]).await;
            return Ok(());
        }
        let own = tx
            .media_by_id(id)
            .await?
            .is_some_and(|media| media.owner == actor.user);
        Err(if own {
            DeleteMediaError::InUse
        } else {
            DeleteMediaError::NotFound
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        media::fixture::{MockFiles, actor, ports, still},
        testing::MockStore,
    };

    fn deleting(store: MockStore, files: MockFiles) -> DeleteMedia {
        DeleteMedia::new(ports(store), EraseBytes::new(Arc::new(files)))
    }

    #[tokio::test]
    async fn row_and_bytes_go() {
        let store = MockStore::writing(|tx| {
            tx.expect_delete_unattached().returning(|_, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut files = MockFiles::new();
        files.expect_remove_all().times(1).returning(|_| Ok(()));
        deleting(store, files)
            .run(&actor(3), MediaId::new(9))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_is_in_use_stays_and_what_is_not_mine_does_not_exist() {
        for (asking, in_use) in [(3, true), (4, false)] {
            let store = MockStore::writing(|tx| {
                tx.expect_delete_unattached().returning(|_, _| Ok(false));
                tx.expect_media_by_id().returning(|_| Ok(Some(still(9, 3))));
            });
            let answer = deleting(store, MockFiles::new())
                .run(&actor(asking), MediaId::new(9))
                .await;
            assert_eq!(matches!(answer, Err(DeleteMediaError::InUse)), in_use);
            assert_eq!(matches!(answer, Err(DeleteMediaError::NotFound)), !in_use);
        }
    }
}
