//! Setting somebody's password, on the command line.

use super::{Account, AccountPorts, HashError, check_password, log_in::find};
use crate::shared::{event::Event, fields::InvalidFields, secret::Password, store::StoreError};

/// Why the password stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum SetPasswordError {
    /// Nobody has this address or handle.
    #[error("no such account")]
    NotFound,
    /// `password` was refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The password was not hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets somebody's password.
pub struct SetPassword {
    ports: AccountPorts,
}

impl SetPassword {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// By the same rule as everywhere. All sessions and mailed links of the account end.
    pub async fn run(&self, login: &str, password: &Password) -> Result<Account, SetPasswordError> {
        let AccountPorts {
            store,
            clock,
            hasher,
            policy,
            ..
        } = &self.ports;
        let account = {
            let mut tx = store.read().await?;
            find(tx.as_mut(), login)
                .await?
                .ok_or(SetPasswordError::NotFound)?
        };
        if let Err(refusal) = check_password(password, &account.personal_words(&policy.site_name)) {
            return Err(InvalidFields::one("password", refusal).into());
        }
        let hash = hasher.hash(password).await?;
        let mut tx = store.write().await?;
        if !tx.set_password(account.id, &hash, clock.now()).await? {
            return Err(SetPasswordError::NotFound);
        }
        tx.end_sessions(account.id, None).await?;
        tx.end_mailed_tokens(account.id).await?;
        tx.emit(Event::PasswordChanged { user: account.id }).await?;
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

    fn knowing_ada() -> MockStore {
        MockStore::reading(|tx: &mut MockTx| {
            tx.expect_account_by_handle().returning(|_| Ok(Some(ada())));
        })
    }

    #[tokio::test]
    async fn everything_of_the_account_ends() {
        let mut store = knowing_ada();
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_set_password()
                .times(1)
                .returning(|_, _, _| Ok(true));
            tx.expect_end_sessions()
                .times(1)
                .withf(|_, keep| keep.is_none())
                .returning(|_, _| Ok(1));
            tx.expect_end_mailed_tokens().times(1).returning(|_| Ok(0));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        let password = Password::new("lamp under nine apples".into());
        SetPassword::new(&ports(store))
            .run("ada", &password)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn the_rule_holds_for_operators_too() {
        let done = SetPassword::new(&ports(knowing_ada()))
            .run("ada", &Password::new("12345678".into()))
            .await;
        assert!(matches!(done, Err(SetPasswordError::Invalid(_))));
    }

    #[tokio::test]
    async fn nobody_is_nobody() {
        let store = MockStore::reading(|tx: &mut MockTx| {
            tx.expect_account_by_email().returning(|_| Ok(None));
        });
        let done = SetPassword::new(&ports(store))
            .run("who@example.org", &Password::new("x".into()))
            .await;
        assert!(matches!(done, Err(SetPasswordError::NotFound)));
    }
}
