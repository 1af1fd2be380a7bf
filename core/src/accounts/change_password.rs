//! Changing the password.

use super::{AccountPorts, HashError, check_password};
use crate::shared::{
    actor::Actor,
    event::Event,
    fields::{InvalidFields, Refusal},
    secret::{Password, SecretToken},
    store::StoreError,
};

/// Why the password stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// `current_password` is wrong (`wrong_password`), or `new_password` was refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// The session ended in the meantime.
    #[error("the session has ended")]
    SessionEnded,
    /// The password was not hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes the password, knowing the current one.
pub struct ChangePassword {
    ports: AccountPorts,
}

impl ChangePassword {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Puts `new` in force, ends every other session and every mailed link, and gives this session another token.
    pub async fn run(
        &self,
        actor: &Actor,
        current: &Password,
        new: &Password,
    ) -> Result<SecretToken, ChangePasswordError> {
        let AccountPorts {
            store,
            clock,
            random,
            hasher,
            policy,
            ..
        } = &self.ports;
        let account = {
            let mut tx = store.read().await?;
            tx.account_by_id(actor.user)
                .await?
                .ok_or(ChangePasswordError::SessionEnded)?
        };
        if !hasher.verify(current, Some(&account.password_hash)).await? {
            return Err(InvalidFields::one("current_password", wrong_password()).into());
        }
        if let Err(refusal) = check_password(new, &account.personal_words(&policy.site_name)) {
            return Err(InvalidFields::one("new_password", refusal).into());
        }
        let hash = hasher.hash(new).await?;
        let token = SecretToken::generate(random.as_ref());

        let mut tx = store.write().await?;
        let unchanged = tx
            .account_to_change(actor.user)
            .await?
            .is_some_and(|now| now.password_hash == account.password_hash);
        if !unchanged || !tx.renew_session(actor.session, &token.hash()).await? {
            return Err(ChangePasswordError::SessionEnded);
        }
        tx.set_password(actor.user, &hash, clock.now()).await?;
        tx.end_sessions(actor.user, Some(actor.session)).await?;
        tx.end_mailed_tokens(actor.user).await?;
        tx.emit(Event::PasswordChanged { user: actor.user }).await?;
        tx.commit().await?;
        Ok(token)
    }
}

/// The password that is asked for again is not the member's.
pub(super) fn wrong_password() -> Refusal {
    Refusal::new("wrong_password", "This is not your current password.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::{
            Account, PasswordHash,
            fixtures::{PASSWORD, ada, ada_asking, ports},
        },
        testing::{MockStore, MockTx},
    };

    fn password(text: &str) -> Password {
        Password::new(text.into())
    }

    fn knowing_ada() -> MockStore {
        MockStore::reading(|tx: &mut MockTx| {
            tx.expect_account_by_id().returning(|_| Ok(Some(ada())));
        })
    }

    async fn refused(current: &str, new: &str) -> (String, &'static str) {
        let ports = ports(knowing_ada());
        let error = ChangePassword::new(&ports)
            .run(&ada_asking(), &password(current), &password(new))
            .await
            .unwrap_err();
        let ChangePasswordError::Invalid(InvalidFields(mut fields)) = error else {
            panic!("{error}")
        };
        let first = fields.remove(0);
        (first.field, first.code)
    }

    #[tokio::test]
    async fn the_other_sessions_and_all_links_end_and_this_session_gets_another_token() {
        let mut store = knowing_ada();
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_account_to_change().returning(|_| Ok(Some(ada())));
            tx.expect_renew_session()
                .times(1)
                .withf(|id, _| *id == ada_asking().session)
                .returning(|_, _| Ok(true));
            tx.expect_set_password()
                .times(1)
                .withf(|_, hash, _| hash.as_str() == "plain:lamp under nine apples")
                .returning(|_, _, _| Ok(true));
            tx.expect_end_sessions()
                .times(1)
                .withf(|_, keep| *keep == Some(ada_asking().session))
                .returning(|_, _| Ok(2));
            tx.expect_end_mailed_tokens().times(1).returning(|_| Ok(1));
            tx.expect_emit()
                .times(1)
                .withf(|event| *event == Event::PasswordChanged { user: ada().id })
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        let done = ChangePassword::new(&ports(store))
            .run(
                &ada_asking(),
                &password(PASSWORD),
                &password("lamp under nine apples"),
            )
            .await;
        assert!(done.is_ok());
    }

    #[tokio::test]
    async fn the_current_password_is_asked_for() {
        assert_eq!(
            refused("wrong", "lamp under nine apples").await,
            ("current_password".into(), "wrong_password")
        );
    }

    #[tokio::test]
    async fn the_rule_of_registering_holds() {
        assert_eq!(
            refused(PASSWORD, "password").await,
            ("new_password".into(), "too_common")
        );
        assert_eq!(
            refused(PASSWORD, "lovelace").await,
            ("new_password".into(), "too_personal")
        );
    }

    #[tokio::test]
    async fn a_reset_in_the_meantime_wins() {
        let mut store = knowing_ada();
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            let reset = Account {
                password_hash: PasswordHash::new("plain:reset".into()),
                ..ada()
            };
            tx.expect_account_to_change()
                .return_once(move |_| Ok(Some(reset)));
            Ok(Box::new(tx))
        });
        let error = ChangePassword::new(&ports(store))
            .run(
                &ada_asking(),
                &password(PASSWORD),
                &password("lamp under nine apples"),
            )
            .await
            .unwrap_err();
        assert!(matches!(error, ChangePasswordError::SessionEnded));
    }
}
