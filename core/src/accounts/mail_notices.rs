//! Mails that tell of a change.

use super::{Account, AccountPorts, Email, MailJobError, mails};
use crate::shared::{id::UserId, store::StoreError};

/// Writes the mails that tell of a change. Repeated, they are sent again: better twice than never.
pub struct MailNotices {
    ports: AccountPorts,
}

impl MailNotices {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Tells a member that the password was changed.
    pub async fn password_changed(&self, user: UserId) -> Result<(), MailJobError> {
        let Some(account) = self.account(user).await? else {
            return Ok(());
        };
        Ok(self
            .ports
            .mailer
            .send(&mails::password_changed(&account, &self.ports.policy))
            .await?)
    }

    /// Tells the old address that another one is in force.
    pub async fn email_changed(&self, user: UserId, old_email: &str) -> Result<(), MailJobError> {
        let Some(account) = self.account(user).await? else {
            return Ok(());
        };
        let old_email = Email::stored(old_email.to_owned());
        Ok(self
            .ports
            .mailer
            .send(&mails::email_changed(
                &account,
                &old_email,
                &self.ports.policy,
            ))
            .await?)
    }

    async fn account(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        tx.account_by_id(user).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        accounts::fixtures::{ada, ports_with_mailer},
        testing::{MockStore, MockTx, RecordingMailer},
    };

    fn knowing_ada() -> MockStore {
        MockStore::reading(|tx: &mut MockTx| {
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
        })
    }

    #[tokio::test]
    async fn a_change_of_password_is_told_to_the_address_in_force() {
        let mailer = Arc::new(RecordingMailer::default());
        MailNotices::new(&ports_with_mailer(knowing_ada(), mailer.clone()))
            .password_changed(ada().id)
            .await
            .unwrap();
        assert_eq!(mailer.sent()[0].to, ada().email);
    }

    #[tokio::test]
    async fn a_change_of_address_is_told_to_the_old_one() {
        let mailer = Arc::new(RecordingMailer::default());
        let ports = ports_with_mailer(knowing_ada(), mailer.clone());
        MailNotices::new(&ports)
            .email_changed(ada().id, "old@example.org")
            .await
            .unwrap();
        assert_eq!(mailer.sent()[0].to.key(), "old@example.org");
    }
}
