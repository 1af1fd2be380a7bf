//! Logging in.

use super::{
    AccountPorts, Client, Email, Handle, HashError, LONGEST_PASSWORD, LoggedIn, session::NewSession,
};
use crate::shared::{
    id::SessionId,
    secret::{Password, SecretToken},
    store::{StoreError, Tx},
};

/// Who wants in.
#[derive(Debug, Clone)]
pub struct LogInInput {
    /// Email address or handle.
    pub login: String,
    /// Password.
    pub password: Password,
    /// The token that the browser came with; its session ends when the log-in succeeds.
    pub replaces: Option<SecretToken>,
}

/// Why nobody was logged in.
#[derive(Debug, thiserror::Error)]
pub enum LogInError {
    /// Unknown, suspended or the wrong password: which one is nobody's business.
    #[error("wrong email, handle or password")]
    InvalidCredentials,
    /// The password was not checked.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a session.
pub struct LogIn {
    ports: AccountPorts,
}

impl LogIn {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Checks the password and opens a session for `client`. Exactly one hash is computed whoever asks.
    pub async fn run(&self, input: &LogInInput, client: &Client) -> Result<LoggedIn, LogInError> {
        let AccountPorts {
            store,
            clock,
            ids,
            random,
            hasher,
            policy,
            ..
        } = &self.ports;
        if input.password.expose().chars().count() > LONGEST_PASSWORD {
            return Err(LogInError::InvalidCredentials); // nobody has such a password
        }
        let known = {
            let mut tx = store.read().await?;
            find(tx.as_mut(), &input.login).await?
        };
        let hash = known.as_ref().map(|account| &account.password_hash);
        let matches = hasher.verify(&input.password, hash).await?;
        let account = known
            .filter(|account| matches && !account.is_suspended())
            .ok_or(LogInError::InvalidCredentials)?;

        let now = clock.now();
        let token = SecretToken::generate(random.as_ref());
        let session = NewSession::open(
            SessionId::new(ids.next()),
            account.id,
            client,
            &token,
            now,
            policy,
        );
        let mut tx = store.write().await?;
        // The password may have been changed, or the account suspended, while this one was being checked. A change
        // that comes now waits for the session, and ends it.
        let account = tx
            .account_to_change(account.id)
            .await?
            .filter(|current| {
                current.password_hash == account.password_hash && !current.is_suspended()
            })
            .ok_or(LogInError::InvalidCredentials)?;
        if let Some(old) = &input.replaces
            && let Some(live) = tx.live_session(&old.hash(), now).await?
        {
            tx.end_session(live.user, live.id).await?;
        }
        tx.insert_session(&session).await?;
        tx.commit().await?;
        Ok(LoggedIn { account, token })
    }
}

/// Handles hold no `@` but at the start, addresses hold one elsewhere.
pub(super) async fn find(
    tx: &mut dyn Tx,
    login: &str,
) -> Result<Option<super::Account>, StoreError> {
    if let Ok(email) = Email::parse(login) {
        return tx.account_by_email(&email).await;
    }
    match Handle::parse(login) {
        Ok(handle) => tx.account_by_handle(&handle).await,
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        accounts::{
            Account, LiveSession,
            fixtures::{PASSWORD, ada, firefox, ports, ports_with_hasher},
        },
        shared::{actor::Role, clock::Timestamp, id::UserId},
        testing::{MockStore, MockTx, PlainHasher},
    };

    fn input(login: &str, password: &str) -> LogInInput {
        LogInInput {
            login: login.into(),
            password: Password::new(password.into()),
            replaces: None,
        }
    }

    fn knowing(account: Option<Account>) -> MockStore {
        MockStore::reading(move |tx: &mut MockTx| {
            let by_handle = account.clone();
            tx.expect_account_by_email()
                .returning(move |_| Ok(account.clone()));
            tx.expect_account_by_handle()
                .returning(move |_| Ok(by_handle.clone()));
        })
    }

    fn opening(mut store: MockStore, now: Account) -> MockStore {
        store.expect_write().times(1).return_once(move || {
            let mut tx = MockTx::new();
            tx.expect_account_to_change()
                .times(1)
                .return_once(move |_| Ok(Some(now)));
            tx.expect_insert_session().returning(|_| Ok(()));
            tx.expect_commit().returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        store
    }

    #[tokio::test]
    async fn address_and_handle_both_open_a_session() {
        for login in ["ada@example.org", "ADA", "@ada"] {
            let store = opening(knowing(Some(ada())), ada());
            let got = LogIn::new(&ports(store))
                .run(&input(login, PASSWORD), &firefox())
                .await
                .unwrap();
            assert_eq!(got.account.id, ada().id, "{login}");
        }
    }

    #[tokio::test]
    async fn every_failure_looks_the_same_and_costs_one_hash() {
        let suspended = Account {
            suspended_at: Some(Timestamp::from_micros(1)),
            ..ada()
        };
        let cases = [
            (Some(ada()), "wrong password"),
            (None, PASSWORD),
            (Some(suspended), PASSWORD),
        ];
        for (account, password) in cases {
            let hasher = Arc::new(PlainHasher::default());
            let ports = ports_with_hasher(knowing(account), hasher.clone());
            let error = LogIn::new(&ports)
                .run(&input("ada@example.org", password), &firefox())
                .await
                .unwrap_err();
            assert!(matches!(error, LogInError::InvalidCredentials));
            assert_eq!(hasher.computed(), 1);
        }
    }

    #[tokio::test]
    async fn something_that_is_no_login_costs_one_hash_too() {
        let hasher = Arc::new(PlainHasher::default());
        let ports = ports_with_hasher(knowing(None), hasher.clone());
        let error = LogIn::new(&ports)
            .run(&input("?", PASSWORD), &firefox())
            .await
            .unwrap_err();
        assert!(matches!(error, LogInError::InvalidCredentials));
        assert_eq!(hasher.computed(), 1);
    }

    #[tokio::test]
    async fn a_password_that_changes_during_the_check_no_longer_counts() {
        let mut store = knowing(Some(ada()));
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            let changed = Account {
                password_hash: super::super::PasswordHash::new("plain:other".into()),
                ..ada()
            };
            tx.expect_account_to_change()
                .return_once(move |_| Ok(Some(changed)));
            Ok(Box::new(tx))
        });
        let error = LogIn::new(&ports(store))
            .run(&input("ada", PASSWORD), &firefox())
            .await
            .unwrap_err();
        assert!(matches!(error, LogInError::InvalidCredentials));
    }

    #[tokio::test]
    async fn the_session_that_the_browser_came_with_ends() {
        let mut store = knowing(Some(ada()));
        store.expect_write().times(1).return_once(|| {
            let mut tx = MockTx::new();
            tx.expect_account_to_change()
                .return_once(|_| Ok(Some(ada())));
            tx.expect_live_session().return_once(|_, _| {
                let (id, user) = (SessionId::new(70), UserId::new(8));
                Ok(Some(LiveSession {
                    id,
                    user,
                    role: Role::Member,
                    last_seen_at: Timestamp::from_micros(0),
                }))
            });
            tx.expect_end_session()
                .times(1)
                .withf(|user, id| user.get() == 8 && id.get() == 70)
                .returning(|_, _| Ok(true));
            tx.expect_insert_session().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        let came_with = LogInInput {
            replaces: SecretToken::parse(&"x".repeat(43)),
            ..input("ada", PASSWORD)
        };
        assert!(
            LogIn::new(&ports(store))
                .run(&came_with, &firefox())
                .await
                .is_ok()
        );
    }

    #[tokio::test]
    async fn an_endless_password_is_not_hashed() {
        let ports = ports(MockStore::untouched());
        let error = LogIn::new(&ports)
            .run(&input("ada", &"x".repeat(129)), &firefox())
            .await
            .unwrap_err();
        assert!(matches!(error, LogInError::InvalidCredentials));
    }
}
