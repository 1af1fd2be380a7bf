//! Asking for another verification mail.

use time::Duration;

use super::AccountPorts;
use crate::shared::{actor::Actor, jobs::Job, store::StoreError};

/// Why no mail is sent.
#[derive(Debug, thiserror::Error)]
pub enum ResendError {
    /// The address is verified already.
    #[error("the address is verified already")]
    AlreadyVerified,
    /// The address got too many mails within the last hour.
    #[error("too many mails to this address")]
    TooMany,
    /// The account is gone.
    #[error("the session has ended")]
    SessionEnded,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for another verification mail.
pub struct ResendVerification {
    ports: AccountPorts,
}

impl ResendVerification {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Enqueues the mail. Links that were mailed before are worth nothing once it is written.
    pub async fn run(&self, actor: &Actor) -> Result<(), ResendError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let account = tx
            .account_by_id(actor.user)
            .await?
            .ok_or(ResendError::SessionEnded)?;
        if account.is_email_verified() {
            return Err(ResendError::AlreadyVerified);
        }
        let most = self.ports.policy.links_per_hour;
        if !tx
            .count_mail(&account.email, now.plus(-Duration::HOUR), most, now)
            .await?
        {
            return Err(ResendError::TooMany);
        }
        tx.enqueue(&Job::MailVerification { user: actor.user }, None)
            .await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            Account,
            fixtures::{ada, ada_asking, now, ports},
        },
        testing::{MockStore, MockTx},
    };

    async fn resend(prepare: impl FnOnce(&mut MockTx) + Send + 'static) -> Result<(), ResendError> {
        ResendVerification::new(&ports(MockStore::writing(prepare)))
            .run(&ada_asking())
            .await
    }

    #[tokio::test]
    async fn another_mail_is_enqueued() {
        let done = resend(|tx| {
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
            tx.expect_count_mail()
                .times(1)
                .returning(|_, _, _, _| Ok(true));
            tx.expect_enqueue()
                .times(1)
                .withf(|job, _| *job == Job::MailVerification { user: ada().id })
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        done.await.unwrap();
    }

    #[tokio::test]
    async fn nobody_is_flooded() {
        let done = resend(|tx| {
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
            tx.expect_count_mail()
                .times(1)
                .returning(|_, _, _, _| Ok(false));
        });
        assert!(matches!(done.await, Err(ResendError::TooMany)));
    }

    #[tokio::test]
    async fn a_verified_address_needs_no_mail() {
        let done = resend(|tx| {
            tx.expect_account_by_id().returning(|_| {
                Ok(Some(Account {
                    email_verified_at: Some(now()),
                    ..ada()
                }))
            });
        });
        assert!(matches!(done.await, Err(ResendError::AlreadyVerified)));
    }
}
