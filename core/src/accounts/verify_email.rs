//! Confirming an address by a mailed link.

use super::{AccountPorts, MailedToken, TokenPurpose};
use crate::shared::{
    clock::Timestamp,
    event::Event,
    secret::SecretToken,
    store::{StoreError, Tx},
};

/// Why nothing was confirmed.
#[derive(Debug, thiserror::Error)]
pub enum VerifyEmailError {
    /// The link is unknown, used, expired, for something else, or replaced by a later one.
    #[error("the link is not good (any more)")]
    InvalidToken,
    /// The new address has come to belong to somebody else.
    #[error("the email address is taken")]
    EmailTaken,
    /// Storage.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for VerifyEmailError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::EmailTaken,
            other @ (StoreError::Busy | StoreError::Failed(_)) => Self::Store(other),
        }
    }
}

/// Confirms an address by a mailed link: the one in force, or a new one that is put in force by it.
pub struct VerifyEmail {
    ports: AccountPorts,
}

impl VerifyEmail {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Uses the link. Whoever bears it need not be logged in.
    pub async fn run(&self, token: &str) -> Result<(), VerifyEmailError> {
        let token = SecretToken::parse(token)
            .ok_or(VerifyEmailError::InvalidToken)?
            .hash();
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let link = tx
            .mailed_token(&token, now)
            .await?
            .ok_or(VerifyEmailError::InvalidToken)?;
        match link.purpose {
            TokenPurpose::ResetPassword => return Err(VerifyEmailError::InvalidToken),
            TokenPurpose::VerifyEmail | TokenPurpose::ChangeEmail => {}
        }
        if !tx.use_mailed_token(&token, now).await? {
            return Err(VerifyEmailError::InvalidToken);
        }
        if link.purpose == TokenPurpose::ChangeEmail {
            put_in_force(tx.as_mut(), &link, now).await?;
        } else if !tx.set_email_verified(link.user, &link.email, now).await? {
            return Err(VerifyEmailError::InvalidToken);
        }
        Ok(tx.commit().await?)
    }
}

async fn put_in_force(
    tx: &mut dyn Tx,
    link: &MailedToken,
    now: Timestamp,
) -> Result<(), VerifyEmailError> {
    let account = tx
        .account_by_id(link.user)
        .await?
        .filter(|account| !account.is_suspended());
    let account = account.ok_or(VerifyEmailError::InvalidToken)?;
    if !tx.set_email(link.user, &link.email, now).await? {
        return Err(VerifyEmailError::EmailTaken);
    }
    tx.end_mailed_tokens(link.user).await?;
    let old_email = account.email.as_str().to_owned();
    Ok(tx
        .emit(Event::EmailChanged {
            user: link.user,
            old_email,
        })
        .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{ada, link_to_ada, ports},
        testing::{MockStore, MockTx},
    };

    async fn verify(
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> Result<(), VerifyEmailError> {
        VerifyEmail::new(&ports(MockStore::writing(prepare)))
            .run(&"t".repeat(43))
            .await
    }

    fn bearing(tx: &mut MockTx, purpose: TokenPurpose) {
        tx.expect_mailed_token()
            .returning(move |_, _| Ok(Some(link_to_ada(purpose))));
        tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
    }

    #[tokio::test]
    async fn the_address_in_force_is_confirmed() {
        let done = verify(|tx| {
            bearing(tx, TokenPurpose::VerifyEmail);
            tx.expect_use_mailed_token()
                .times(1)
                .returning(|_, _| Ok(true));
            tx.expect_set_email_verified()
                .times(1)
                .returning(|_, _, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        done.await.unwrap();
    }

    #[tokio::test]
    async fn a_new_address_is_put_in_force_and_the_old_one_is_told() {
        let done = verify(|tx| {
            bearing(tx, TokenPurpose::ChangeEmail);
            tx.expect_use_mailed_token()
                .times(1)
                .returning(|_, _| Ok(true));
            tx.expect_set_email().times(1).returning(|_, _, _| Ok(true));
            tx.expect_end_mailed_tokens().times(1).returning(|_| Ok(1));
            let told = Event::EmailChanged {
                user: ada().id,
                old_email: "ada@example.org".into(),
            };
            tx.expect_emit()
                .times(1)
                .withf(move |event| *event == told)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        done.await.unwrap();
    }

    #[tokio::test]
    async fn an_address_that_was_taken_meanwhile_stays_where_it_is() {
        for answer in [|| Ok(false), || Err(StoreError::Conflict)] {
            let done = verify(move |tx| {
                bearing(tx, TokenPurpose::ChangeEmail);
                tx.expect_use_mailed_token().returning(|_, _| Ok(true));
                tx.expect_set_email()
                    .times(1)
                    .returning(move |_, _, _| answer());
            });
            assert!(matches!(done.await, Err(VerifyEmailError::EmailTaken)));
        }
    }

    #[tokio::test]
    async fn a_reset_link_confirms_nothing_and_is_not_used_up() {
        let done = verify(|tx| bearing(tx, TokenPurpose::ResetPassword));
        assert!(matches!(done.await, Err(VerifyEmailError::InvalidToken)));
    }

    #[tokio::test]
    async fn a_used_link_confirms_nothing() {
        let done = verify(|tx| {
            bearing(tx, TokenPurpose::VerifyEmail);
            tx.expect_use_mailed_token()
                .times(1)
                .returning(|_, _| Ok(false));
        });
        assert!(matches!(done.await, Err(VerifyEmailError::InvalidToken)));
    }
}
