//! Where a member is logged in.

use super::{AccountPorts, Session};
use crate::shared::{actor::Actor, store::StoreError};

/// Lists where a member is logged in.
pub struct ListSessions {
    ports: AccountPorts,
}

impl ListSessions {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// The sessions of `actor`, the last used first; theirs among them.
    pub async fn run(&self, actor: &Actor) -> Result<Vec<Session>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        tx.sessions_of(actor.user, self.ports.clock.now()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{ada_asking, now, ports},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn only_ones_own_sessions_are_asked_for() {
        let store = MockStore::reading(|tx: &mut MockTx| {
            tx.expect_sessions_of()
                .times(1)
                .withf(|user, at| *user == ada_asking().user && *at == now())
                .returning(|_, _| Ok(Vec::new()));
        });
        assert!(
            ListSessions::new(&ports(store))
                .run(&ada_asking())
                .await
                .unwrap()
                .is_empty()
        );
    }
}
