//! Logging another browser out.

use super::AccountPorts;
use crate::shared::{actor::Actor, id::SessionId, store::StoreError};

/// Why no session was ended.
#[derive(Debug, thiserror::Error)]
pub enum EndSessionError {
    /// The member has no such session (any more).
    #[error("no such session")]
    NotFound,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Logs one browser of a member out.
pub struct EndSession {
    ports: AccountPorts,
}

impl EndSession {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Ends session `id` of `actor`, which may be the one they ask with.
    pub async fn run(&self, actor: &Actor, id: SessionId) -> Result<(), EndSessionError> {
        let mut tx = self.ports.store.write().await?;
        if !tx.end_session(actor.user, id).await? {
            return Err(EndSessionError::NotFound);
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{ada_asking, ports},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn one_of_ones_own_sessions_ends() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_end_session()
                .times(1)
                .withf(|user, id| *user == ada_asking().user && id.get() == 9)
                .returning(|_, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        EndSession::new(&ports(store))
            .run(&ada_asking(), SessionId::new(9))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn the_session_of_somebody_else_does_not_exist() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_end_session().returning(|_, _| Ok(false));
        });
        let error = EndSession::new(&ports(store))
            .run(&ada_asking(), SessionId::new(9))
            .await
            .unwrap_err();
        assert!(matches!(error, EndSessionError::NotFound));
    }
}
