//! Opening an account for somebody else, on the command line.

use super::{Account, AccountPorts, HashError, MemberInput, opening::NewMember};
use crate::shared::{fields::InvalidFields, id::UserId, store::StoreError};

/// Why no account was opened.
#[derive(Debug, thiserror::Error)]
pub enum CreateUserError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The address belongs to somebody.
    #[error("the email address is taken")]
    EmailTaken,
    /// The password was not hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens an account for somebody else.
pub struct CreateUser {
    ports: AccountPorts,
}

impl CreateUser {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// By the rules of registering, also when registration is closed. No session is opened.
    pub async fn run(&self, input: &MemberInput) -> Result<Account, CreateUserError> {
        let AccountPorts {
            store,
            clock,
            ids,
            random,
            hasher,
            policy,
            ..
        } = &self.ports;
        let now = clock.now();
        let member = NewMember::check(input, policy, now)?;
        let hash = hasher.hash(&input.password).await?;
        let id = UserId::new(ids.next());
        let mut tx = store.write().await?;
        let opened = member
            .open(tx.as_mut(), id, hash, random.as_ref(), now)
            .await?;
        let account = opened.ok_or(CreateUserError::EmailTaken)?;
        tx.commit().await?;
        Ok(account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            AccountPolicy, Opened, Registration,
            fixtures::{form, ports_with_policy},
        },
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn a_closed_site_still_gets_accounts_from_its_operator() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_insert_account()
                .times(1)
                .returning(|_| Ok(Opened::Stored));
            tx.expect_claim_founding().returning(|_| Ok(false));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let policy = AccountPolicy {
            registration: Registration::Closed,
            ..AccountPolicy::default()
        };
        let account = CreateUser::new(&ports_with_policy(store, policy))
            .run(&form())
            .await
            .unwrap();
        assert_eq!(account.handle.as_str(), "countess");
    }

    #[tokio::test]
    async fn an_address_serves_one_account() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_insert_account()
                .returning(|_| Ok(Opened::EmailTaken));
        });
        let ports = ports_with_policy(store, AccountPolicy::default());
        assert!(matches!(
            CreateUser::new(&ports).run(&form()).await,
            Err(CreateUserError::EmailTaken)
        ));
    }
}
