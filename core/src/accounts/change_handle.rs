//! Changing the handle.

use super::{AccountPorts, Handle};
use crate::shared::{actor::Actor, event::Event, fields::InvalidFields, store::StoreError};

/// Why the handle stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeHandleError {
    /// `handle` was refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The handle belongs to somebody.
    #[error("the handle is taken")]
    Taken,
    /// Storage.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ChangeHandleError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Taken,
            other @ (StoreError::Busy | StoreError::Failed(_)) => Self::Store(other),
        }
    }
}

/// Changes the handle.
pub struct ChangeHandle {
    ports: AccountPorts,
}

impl ChangeHandle {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Gives `actor` another handle, or writes the same one in other letters.
    pub async fn run(&self, actor: &Actor, handle: &str) -> Result<Handle, ChangeHandleError> {
        let handle =
            Handle::parse(handle).map_err(|refusal| InvalidFields::one("handle", refusal))?;
        let mut tx = self.ports.store.write().await?;
        if !tx
            .set_handle(actor.user, &handle, self.ports.clock.now())
            .await?
        {
            return Err(ChangeHandleError::Taken);
        }
        tx.emit(Event::ProfileChanged { user: actor.user }).await?;
        tx.commit().await?;
        Ok(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{ada_asking, ports},
        testing::{MockStore, MockTx},
    };

    async fn change(store: MockStore, handle: &str) -> Result<Handle, ChangeHandleError> {
        ChangeHandle::new(&ports(store))
            .run(&ada_asking(), handle)
            .await
    }

    #[tokio::test]
    async fn a_free_handle_is_given_and_told() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_set_handle()
                .times(1)
                .withf(|_, handle, _| handle.as_str() == "Countess")
                .returning(|_, _, _| Ok(true));
            tx.expect_emit()
                .times(1)
                .withf(|event| {
                    *event
                        == Event::ProfileChanged {
                            user: ada_asking().user,
                        }
                })
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(change(store, "@Countess").await.unwrap().key(), "countess");
    }

    #[tokio::test]
    async fn a_taken_handle_stays_where_it_is_also_in_a_race() {
        for answer in [|| Ok(false), || Err(StoreError::Conflict)] {
            let store = MockStore::writing(move |tx: &mut MockTx| {
                tx.expect_set_handle()
                    .times(1)
                    .returning(move |_, _, _| answer());
            });
            assert!(matches!(
                change(store, "countess").await,
                Err(ChangeHandleError::Taken)
            ));
        }
    }

    #[tokio::test]
    async fn a_handle_that_breaks_the_rule_never_reaches_the_store() {
        let error = change(MockStore::untouched(), "admin").await;
        assert!(matches!(error, Err(ChangeHandleError::Invalid(_))));
    }
}
