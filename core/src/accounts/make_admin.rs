//! Making an administrator, on the command line.

use super::{Account, AccountPorts, log_in::find};
use crate::shared::store::StoreError;

/// Why nobody was made administrator.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// Nobody has this address or handle.
    #[error("no such account")]
    NotFound,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an administrator.
pub struct MakeAdmin {
    ports: AccountPorts,
}

impl MakeAdmin {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Takes effect with the member's next request. Repeating it is no error.
    pub async fn run(&self, login: &str) -> Result<Account, AdminError> {
        let mut tx = self.ports.store.write().await?;
        let account = find(tx.as_mut(), login)
            .await?
            .ok_or(AdminError::NotFound)?;
        tx.set_admin(account.id, self.ports.clock.now()).await?;
        tx.commit().await?;
        Ok(account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{ada, ports},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn a_member_becomes_administrator() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_account_by_email().returning(|_| Ok(Some(ada())));
            tx.expect_set_admin()
                .times(1)
                .withf(|id, _| *id == ada().id)
                .returning(|_, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        MakeAdmin::new(&ports(store))
            .run("ada@example.org")
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn nobody_is_nobody() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_account_by_handle().returning(|_| Ok(None));
        });
        assert!(matches!(
            MakeAdmin::new(&ports(store)).run("nobody_here").await,
            Err(AdminError::NotFound)
        ));
    }
}
