//! Logging out.

use super::AccountPorts;
use crate::shared::{actor::Actor, store::StoreError};

/// Ends the session of a request.
pub struct LogOut {
    ports: AccountPorts,
}

impl LogOut {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Ends the session on the server; its token is worth nothing from now on. Repeating it is no error.
    pub async fn run(&self, actor: &Actor) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        tx.end_session(actor.user, actor.session).await?;
        tx.commit().await
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
    async fn the_session_of_the_request_ends() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            let actor = ada_asking();
            tx.expect_end_session()
                .times(1)
                .withf(move |user, id| *user == actor.user && *id == actor.session)
                .returning(|_, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        LogOut::new(&ports(store)).run(&ada_asking()).await.unwrap();
    }
}
