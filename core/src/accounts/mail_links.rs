//! Mails that carry a link. The token is made when the mail is written and is in no job, event or row.

use super::{
    Account, AccountPorts, Email, Mail, MailError, MailedToken, NewMailedToken, TokenPurpose, mails,
};
use crate::shared::{
    id::{TokenId, UserId},
    jobs::JobError,
    secret::SecretToken,
    store::StoreError,
};

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailJobError {
    /// The mail.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<MailJobError> for JobError {
    fn from(error: MailJobError) -> Self {
        match error {
            MailJobError::Mail(MailError::Refused(_)) => Self::Hopeless(Box::new(error)),
            MailJobError::Mail(MailError::Failed(_)) => Self::Retry(Box::new(error)),
            MailJobError::Store(error) => error.into(),
        }
    }
}

/// Writes the mails that carry a link. Each can be repeated: the later link replaces the earlier one.
pub struct MailLinks {
    ports: AccountPorts,
}

impl MailLinks {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// A link that verifies the address in force; nothing when it is verified, or the account gone.
    pub async fn verification(&self, user: UserId) -> Result<(), MailJobError> {
        let Some(account) = self
            .account(user)
            .await?
            .filter(|account| !account.is_email_verified())
        else {
            return Ok(());
        };
        let token = self
            .issue(&account, TokenPurpose::VerifyEmail, &account.email)
            .await?;
        self.send(&mails::verification(&account, &token, &self.ports.policy))
            .await
    }

    /// A link that sets a new password; nothing when the address belongs to nobody.
    pub async fn password_reset(&self, email: &str) -> Result<(), MailJobError> {
        let known = {
            let mut tx = self.ports.store.read().await?;
            tx.account_by_email(&Email::stored(email.to_owned()))
                .await?
        };
        let Some(account) = known.filter(|account| !account.is_suspended()) else {
            return Ok(());
        };
        let token = self
            .issue(&account, TokenPurpose::ResetPassword, &account.email)
            .await?;
        self.send(&mails::password_reset(&account, &token, &self.ports.policy))
            .await
    }

    /// A link that puts `new_email` in force, to that address; a word to its owner when it belongs to somebody else.
    pub async fn email_change(&self, user: UserId, new_email: &str) -> Result<(), MailJobError> {
        let new_email = Email::stored(new_email.to_owned());
        let Some(account) = self.account(user).await? else {
            return Ok(());
        };
        let owner = {
            let mut tx = self.ports.store.read().await?;
            tx.account_by_email(&new_email).await?
        };
        if let Some(owner) = owner {
            return self
                .send(&mails::email_already_used(&owner, &self.ports.policy))
                .await;
        }
        let token = self
            .issue(&account, TokenPurpose::ChangeEmail, &new_email)
            .await?;
        self.send(&mails::email_change(
            &account,
            &new_email,
            &token,
            &self.ports.policy,
        ))
        .await
    }

    async fn account(&self, user: UserId) -> Result<Option<Account>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        Ok(tx
            .account_by_id(user)
            .await?
            .filter(|account| !account.is_suspended()))
    }

    async fn issue(
        &self,
        account: &Account,
        purpose: TokenPurpose,
        email: &Email,
    ) -> Result<SecretToken, StoreError> {
        let AccountPorts {
            store,
            clock,
            ids,
            random,
            policy,
            ..
        } = &self.ports;
        let now = clock.now();
        let lifetime = match purpose {
            TokenPurpose::VerifyEmail | TokenPurpose::ChangeEmail => policy.verification_lifetime,
            TokenPurpose::ResetPassword => policy.reset_lifetime,
        };
        let token = SecretToken::generate(random.as_ref());
        let link = MailedToken {
            id: TokenId::new(ids.next()),
            user: account.id,
            purpose,
            email: email.clone(),
            created_at: now,
            expires_at: now.plus(lifetime),
        };
        let mut tx = store.write().await?;
        tx.insert_mailed_token(&NewMailedToken {
            token: link,
            token_hash: token.hash(),
        })
        .await?;
        tx.commit().await?;
        Ok(token)
    }

    async fn send(&self, mail: &Mail) -> Result<(), MailJobError> {
        Ok(self.ports.mailer.send(mail).await?)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use time::Duration;

    use super::*;
    use crate::{
        accounts::fixtures::{ada, grace, now, ports_with_mailer},
        testing::{MockStore, MockTx, RecordingMailer},
    };

    fn reading(mut store: MockStore, account: Option<Account>) -> MockStore {
        store.expect_read().returning(move || {
            let (by_id, by_email) = (account.clone(), account.clone());
            let mut tx = MockTx::new();
            tx.expect_account_by_id()
                .returning(move |_| Ok(by_id.clone()));
            tx.expect_account_by_email()
                .returning(move |_| Ok(by_email.clone()));
            Ok(Box::new(tx))
        });
        store
    }

    fn issuing(purpose: TokenPurpose, lifetime: Duration) -> MockStore {
        MockStore::writing(move |tx: &mut MockTx| {
            tx.expect_insert_mailed_token()
                .times(1)
                .withf(move |new| {
                    new.token.purpose == purpose && new.token.expires_at == now().plus(lifetime)
                })
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        })
    }

    #[tokio::test]
    async fn the_token_in_the_mail_is_the_one_whose_hash_is_stored() {
        let (mailer, stored) = (
            Arc::new(RecordingMailer::default()),
            Arc::new(std::sync::Mutex::new(None)),
        );
        let kept = stored.clone();
        let store = MockStore::writing(move |tx: &mut MockTx| {
            tx.expect_insert_mailed_token()
                .times(1)
                .returning(move |new| {
                    *kept.lock().unwrap() = Some(new.token_hash);
                    Ok(())
                });
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let ports = ports_with_mailer(reading(store, Some(ada())), mailer.clone());
        MailLinks::new(&ports).verification(ada().id).await.unwrap();
        let sent = mailer.sent();
        let (_, token) = sent[0].text.split_once("#token=").unwrap();
        let token = SecretToken::parse(&token[..43]).unwrap();
        assert_eq!(*stored.lock().unwrap(), Some(token.hash()));
    }

    #[tokio::test]
    async fn a_verified_address_and_an_unknown_one_get_nothing() {
        let mailer = Arc::new(RecordingMailer::default());
        let verified = Account {
            email_verified_at: Some(now()),
            ..ada()
        };
        let ports = ports_with_mailer(reading(MockStore::new(), Some(verified)), mailer.clone());
        MailLinks::new(&ports).verification(ada().id).await.unwrap();
        let ports = ports_with_mailer(reading(MockStore::new(), None), mailer.clone());
        MailLinks::new(&ports)
            .password_reset("who@example.org")
            .await
            .unwrap();
        assert!(mailer.sent().is_empty());
    }

    #[tokio::test]
    async fn a_reset_link_is_good_for_an_hour() {
        let mailer = Arc::new(RecordingMailer::default());
        let store = reading(
            issuing(TokenPurpose::ResetPassword, Duration::HOUR),
            Some(ada()),
        );
        MailLinks::new(&ports_with_mailer(store, mailer.clone()))
            .password_reset("ada@example.org")
            .await
            .unwrap();
        assert_eq!(mailer.sent()[0].to, ada().email);
    }

    #[tokio::test]
    async fn a_suspended_member_gets_no_reset_link() {
        let mailer = Arc::new(RecordingMailer::default());
        let suspended = Account {
            suspended_at: Some(now()),
            ..ada()
        };
        let ports = ports_with_mailer(reading(MockStore::new(), Some(suspended)), mailer.clone());
        MailLinks::new(&ports)
            .password_reset("ada@example.org")
            .await
            .unwrap();
        assert!(mailer.sent().is_empty());
    }

    #[tokio::test]
    async fn a_taken_address_is_told_to_its_owner_only() {
        let mailer = Arc::new(RecordingMailer::default());
        let mut store = MockStore::new();
        store.expect_read().returning(|| {
            let mut tx = MockTx::new();
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
            tx.expect_account_by_email()
                .returning(|_| Ok(Some(grace())));
            Ok(Box::new(tx))
        });
        MailLinks::new(&ports_with_mailer(store, mailer.clone()))
            .email_change(ada().id, "grace@example.org")
            .await
            .unwrap();
        let sent = mailer.sent();
        assert_eq!((sent.len(), sent[0].to.key()), (1, "grace@example.org"));
        assert!(!sent[0].text.contains("#token="));
    }
}
