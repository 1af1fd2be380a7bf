//! Asking for another address.

use time::Duration;

use super::{AccountPorts, Email, HashError, change_password::wrong_password};
use crate::shared::{
    actor::Actor,
    fields::{FormCheck, InvalidFields, Refusal},
    jobs::Job,
    secret::Password,
    store::StoreError,
};

/// Why no mail is sent.
#[derive(Debug, thiserror::Error)]
pub enum ChangeEmailError {
    /// `new_email` is no address or the one in force (`unchanged`), or `password` is wrong (`wrong_password`).
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The new address got too many mails within the last hour.
    #[error("too many mails to this address")]
    TooMany,
    /// The account is gone.
    #[error("the session has ended")]
    SessionEnded,
    /// The password was not checked.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for another address.
pub struct ChangeEmail {
    ports: AccountPorts,
}

impl ChangeEmail {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Enqueues a mail to the new address; it is in force once the link in it is used. Whether the address belongs
    /// to somebody else shows in that mail only.
    pub async fn run(
        &self,
        actor: &Actor,
        new_email: &str,
        password: &Password,
    ) -> Result<(), ChangeEmailError> {
        let AccountPorts {
            store,
            clock,
            hasher,
            policy,
            ..
        } = &self.ports;
        let account = {
            let mut tx = store.read().await?;
            tx.account_by_id(actor.user)
                .await?
                .ok_or(ChangeEmailError::SessionEnded)?
        };
        let matches = hasher
            .verify(password, Some(&account.password_hash))
            .await?;
        let mut form = FormCheck::default();
        let parsed = Email::parse(new_email).and_then(|email| {
            if email == account.email {
                Err(unchanged())
            } else {
                Ok(email)
            }
        });
        let email = form.field("new_email", parsed);
        if !matches {
            form.refuse("password", wrong_password());
        }
        form.finish()?;
        let Some(email) = email else { return Ok(()) }; // a form without refusals has every value

        let now = clock.now();
        let mut tx = store.write().await?;
        if !tx
            .count_mail(
                &email,
                now.plus(-Duration::HOUR),
                policy.links_per_hour,
                now,
            )
            .await?
        {
            return Err(ChangeEmailError::TooMany);
        }
        let new_email = email.as_str().to_owned();
        tx.enqueue(
            &Job::MailEmailChange {
                user: actor.user,
                new_email,
            },
            None,
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

fn unchanged() -> Refusal {
    Refusal::new("unchanged", "This is your address already.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::fixtures::{PASSWORD, ada, ada_asking, ports},
        testing::{MockStore, MockTx},
    };

    fn knowing_ada() -> MockStore {
        MockStore::reading(|tx: &mut MockTx| {
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
        })
    }

    async fn change(store: MockStore, to: &str, password: &str) -> Result<(), ChangeEmailError> {
        ChangeEmail::new(&ports(store))
            .run(&ada_asking(), to, &Password::new(password.into()))
            .await
    }

    #[tokio::test]
    async fn the_new_address_gets_a_link_and_nobody_looks_whose_it_is() {
        let mut store = knowing_ada();
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_count_mail()
                .times(1)
                .withf(|email, _, _, _| email.key() == "new@example.org")
                .returning(|_, _, _, _| Ok(true));
            let job = Job::MailEmailChange {
                user: ada().id,
                new_email: "New@example.org".into(),
            };
            tx.expect_enqueue()
                .times(1)
                .withf(move |enqueued, _| *enqueued == job)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        change(store, "New@example.org", PASSWORD).await.unwrap();
    }

    #[tokio::test]
    async fn both_fields_are_checked_at_once() {
        for (to, code) in [
            ("nowhere", "invalid_email"),
            ("ADA@example.org", "unchanged"),
        ] {
            let error = change(knowing_ada(), to, "wrong").await.unwrap_err();
            let ChangeEmailError::Invalid(InvalidFields(fields)) = error else {
                panic!("{error}")
            };
            let codes: Vec<_> = fields.iter().map(|field| field.code).collect();
            assert_eq!(codes, [code, "wrong_password"]);
        }
    }
}
