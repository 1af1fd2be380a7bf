//! Setting a new password by a mailed link.

use super::{AccountPorts, HashError, TokenPurpose, check_password};
use crate::shared::{
    event::Event,
    fields::InvalidFields,
    secret::{Password, SecretToken},
    store::StoreError,
};

/// Why the password stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ResetPasswordError {
    /// The link is unknown, used, expired, for something else, or replaced by a later one.
    #[error("the link is not good (any more)")]
    InvalidToken,
    /// `new_password` was refused; the link stays good.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The password was not hashed; the link stays good.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets a new password by a mailed link.
pub struct ResetPassword {
    ports: AccountPorts,
}

impl ResetPassword {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Uses the link, puts `new` in force, and ends every session and every other link of the member.
    /// Having read the mail also proves the address.
    pub async fn run(&self, token: &str, new: &Password) -> Result<(), ResetPasswordError> {
        let AccountPorts {
            store,
            clock,
            hasher,
            policy,
            ..
        } = &self.ports;
        let token = SecretToken::parse(token)
            .ok_or(ResetPasswordError::InvalidToken)?
            .hash();
        let (link, account) = {
            let mut tx = store.read().await?;
            let link = tx.mailed_token(&token, clock.now()).await?;
            let link = link
                .filter(|link| link.purpose == TokenPurpose::ResetPassword)
                .ok_or(ResetPasswordError::InvalidToken)?;
            let account = tx
                .account_by_id(link.user)
                .await?
                .filter(|account| !account.is_suspended());
            (link, account.ok_or(ResetPasswordError::InvalidToken)?)
        };
        if let Err(refusal) = check_password(new, &account.personal_words(&policy.site_name)) {
            return Err(InvalidFields::one("new_password", refusal).into());
        }
        let hash = hasher.hash(new).await?;

        let now = clock.now();
        let mut tx = store.write().await?;
        // The account first, as everywhere, so that two changes of it never wait for each other.
        let still_there = tx
            .account_to_change(account.id)
            .await?
            .is_some_and(|current| !current.is_suspended());
        if !still_there || !tx.use_mailed_token(&token, now).await? {
            return Err(ResetPasswordError::InvalidToken);
        }
        tx.set_password(account.id, &hash, now).await?;
        tx.set_email_verified(account.id, &link.email, now).await?;
        tx.end_sessions(account.id, None).await?;
        tx.end_mailed_tokens(account.id).await?;
        tx.emit(Event::PasswordChanged { user: account.id }).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            Account,
            fixtures::{ada, link_to_ada, ports},
        },
        shared::clock::Timestamp,
        testing::{MockStore, MockTx},
    };

    const NEW: &str = "lamp under nine apples";

    fn mailed(purpose: TokenPurpose) -> MockStore {
        MockStore::reading(move |tx: &mut MockTx| {
            tx.expect_mailed_token()
                .returning(move |_, _| Ok(Some(link_to_ada(purpose))));
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
        })
    }

    async fn reset(store: MockStore, new: &str) -> Result<(), ResetPasswordError> {
        ResetPassword::new(&ports(store))
            .run(&"t".repeat(43), &Password::new(new.into()))
            .await
    }

    #[tokio::test]
    async fn a_link_sets_the_password_and_ends_everything_else() {
        let mut store = mailed(TokenPurpose::ResetPassword);
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_account_to_change().returning(|_| Ok(Some(ada())));
            tx.expect_use_mailed_token()
                .times(1)
                .returning(|_, _| Ok(true));
            tx.expect_set_password()
                .times(1)
                .returning(|_, _, _| Ok(true));
            tx.expect_set_email_verified()
                .times(1)
                .returning(|_, _, _| Ok(true));
            tx.expect_end_sessions()
                .times(1)
                .withf(|_, keep| keep.is_none())
                .returning(|_, _| Ok(2));
            tx.expect_end_mailed_tokens().times(1).returning(|_| Ok(0));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        reset(store, NEW).await.unwrap();
    }

    #[tokio::test]
    async fn a_link_that_somebody_else_uses_first_is_worth_nothing() {
        let mut store = mailed(TokenPurpose::ResetPassword);
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_account_to_change().returning(|_| Ok(Some(ada())));
            tx.expect_use_mailed_token()
                .times(1)
                .returning(|_, _| Ok(false));
            Ok(Box::new(tx))
        });
        assert!(matches!(
            reset(store, NEW).await,
            Err(ResetPasswordError::InvalidToken)
        ));
    }

    #[tokio::test]
    async fn a_member_who_is_suspended_meanwhile_gets_no_password() {
        let mut store = mailed(TokenPurpose::ResetPassword);
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            let suspended = Account {
                suspended_at: Some(Timestamp::from_micros(1)),
                ..ada()
            };
            tx.expect_account_to_change()
                .return_once(move |_| Ok(Some(suspended)));
            Ok(Box::new(tx))
        });
        assert!(matches!(
            reset(store, NEW).await,
            Err(ResetPasswordError::InvalidToken)
        ));
    }

    #[tokio::test]
    async fn a_link_for_something_else_is_worth_nothing() {
        let error = reset(mailed(TokenPurpose::VerifyEmail), NEW).await;
        assert!(matches!(error, Err(ResetPasswordError::InvalidToken)));
    }

    #[tokio::test]
    async fn a_refused_password_does_not_use_the_link() {
        let error = reset(mailed(TokenPurpose::ResetPassword), "password").await;
        assert!(matches!(error, Err(ResetPasswordError::Invalid(_))));
    }

    #[tokio::test]
    async fn something_that_is_no_token_never_reaches_the_store() {
        let error = ResetPassword::new(&ports(MockStore::untouched()))
            .run("x", &Password::new(NEW.into()))
            .await;
        assert!(matches!(error, Err(ResetPasswordError::InvalidToken)));
    }
}
