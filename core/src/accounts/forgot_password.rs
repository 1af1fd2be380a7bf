//! Asking for a link that sets a new password.

use time::Duration;

use super::{AccountPorts, Email};
use crate::shared::{fields::InvalidFields, jobs::Job, store::StoreError};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum ForgotPasswordError {
    /// `email` is no address.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a link that sets a new password.
pub struct ForgotPassword {
    ports: AccountPorts,
}

impl ForgotPassword {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Does the same, in the same time, whether or not the address belongs to somebody: only the mail differs.
    /// An address that was asked for too often gets no further mail for a while, and nobody is told.
    pub async fn run(&self, email: &str) -> Result<(), ForgotPasswordError> {
        let email = Email::parse(email).map_err(|refusal| InvalidFields::one("email", refusal))?;
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let within = tx
            .count_mail(
                &email,
                now.plus(-Duration::HOUR),
                self.ports.policy.links_per_hour,
                now,
            )
            .await?;
        if within {
            tx.enqueue(
                &Job::MailPasswordReset {
                    email: email.as_str().to_owned(),
                },
                None,
            )
            .await?;
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::ports,
        testing::{MockStore, MockTx},
    };

    fn counting(within: bool) -> MockStore {
        MockStore::writing(move |tx: &mut MockTx| {
            tx.expect_count_mail()
                .times(1)
                .withf(|_, _, most, _| *most == 5)
                .returning(move |_, _, _, _| Ok(within));
            tx.expect_enqueue()
                .times(usize::from(within))
                .withf(|job, _| {
                    *job == Job::MailPasswordReset {
                        email: "Who@example.org".into(),
                    }
                })
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        })
    }

    #[tokio::test]
    async fn accounts_are_not_even_looked_at() {
        ForgotPassword::new(&ports(counting(true)))
            .run(" Who@example.org")
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn too_many_requests_for_one_address_are_dropped_in_silence() {
        ForgotPassword::new(&ports(counting(false)))
            .run("Who@example.org")
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn something_that_is_no_address_is_refused() {
        let error = ForgotPassword::new(&ports(MockStore::untouched()))
            .run("who")
            .await
            .unwrap_err();
        assert!(matches!(error, ForgotPasswordError::Invalid(_)));
    }
}
