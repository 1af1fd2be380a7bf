//! Logging every other browser out.

use super::AccountPorts;
use crate::shared::{actor::Actor, store::StoreError};

/// Logs every other browser of a member out.
pub struct EndOtherSessions {
    ports: AccountPorts,
}

impl EndOtherSessions {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Ends all sessions of `actor` but the one they ask with; gives how many.
    pub async fn run(&self, actor: &Actor) -> Result<u64, StoreError> {
        let mut tx = self.ports.store.write().await?;
        let ended = tx.end_sessions(actor.user, Some(actor.session)).await?;
        tx.commit().await?;
        Ok(ended)
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
    async fn the_session_of_the_request_stays() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_end_sessions()
                .times(1)
                .withf(|user, keep| {
                    *user == ada_asking().user && *keep == Some(ada_asking().session)
                })
                .returning(|_, _| Ok(3));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(
            EndOtherSessions::new(&ports(store))
                .run(&ada_asking())
                .await
                .unwrap(),
            3
        );
    }
}
