//! Telling who a request comes from.

use super::AccountPorts;
use crate::shared::{
    actor::Actor, clock::Timestamp, id::SessionId, secret::SecretToken, store::StoreError,
};

/// Tells who a request comes from.
pub struct Authenticate {
    ports: AccountPorts,
}

impl Authenticate {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Who bears `token`; `None` when it is unknown, has expired or belongs to a suspended member.
    /// Takes one query; at most once an hour the session is noted as being in use, which makes it last longer.
    pub async fn run(&self, token: &SecretToken) -> Result<Option<Actor>, StoreError> {
        let now = self.ports.clock.now();
        let live = {
            let mut tx = self.ports.store.read().await?;
            tx.live_session(&token.hash(), now).await?
        };
        let Some(live) = live else { return Ok(None) };
        if live.is_note_due(now)
            && let Err(error) = self.note(live.id, now).await
        {
            // The request is as good without the note; the next one tries again.
            tracing::warn!(%error, "a session could not be noted as being in use");
        }
        Ok(Some(live.actor()))
    }

    async fn note(&self, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        tx.note_session(id, now, now.plus(self.ports.policy.session_lifetime))
            .await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        accounts::{
            LiveSession,
            fixtures::{ada_asking, now, ports},
        },
        shared::actor::Role,
        testing::{MockStore, MockTx},
    };

    fn token() -> SecretToken {
        SecretToken::parse(&"t".repeat(43)).unwrap()
    }

    fn holding(last_seen_at: Timestamp) -> MockStore {
        MockStore::reading(move |tx: &mut MockTx| {
            let actor = ada_asking();
            let live = LiveSession {
                id: actor.session,
                user: actor.user,
                role: Role::Member,
                last_seen_at,
            };
            tx.expect_live_session()
                .times(1)
                .withf(|hash, _| *hash == token().hash())
                .returning(move |_, _| Ok(Some(live)));
        })
    }

    #[tokio::test]
    async fn a_fresh_session_costs_one_query() {
        let store = holding(now().plus(-Duration::minutes(59)));
        assert_eq!(
            Authenticate::new(&ports(store))
                .run(&token())
                .await
                .unwrap(),
            Some(ada_asking())
        );
    }

    #[tokio::test]
    async fn a_session_in_use_lasts_longer_again() {
        let mut store = holding(now().plus(-Duration::hours(2)));
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_note_session()
                .times(1)
                .withf(|_, at, until| *at == now() && *until == now().plus(Duration::days(180)))
                .returning(|_, _, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        assert!(
            Authenticate::new(&ports(store))
                .run(&token())
                .await
                .unwrap()
                .is_some()
        );
    }

    #[tokio::test]
    async fn a_busy_store_does_not_keep_anybody_out() {
        let mut store = holding(now().plus(-Duration::hours(2)));
        store
            .expect_write()
            .times(1)
            .return_once(|| Err(StoreError::Busy));
        assert!(
            Authenticate::new(&ports(store))
                .run(&token())
                .await
                .unwrap()
                .is_some()
        );
    }

    #[tokio::test]
    async fn an_unknown_token_is_nobody() {
        let store = MockStore::reading(|tx: &mut MockTx| {
            tx.expect_live_session().returning(|_, _| Ok(None));
        });
        assert_eq!(
            Authenticate::new(&ports(store))
                .run(&token())
                .await
                .unwrap(),
            None
        );
    }
}
