//! Registering.

use super::{
    Account, AccountPorts, Client, HashError, MemberInput, Registration, opening::NewMember,
    session::NewSession,
};
use crate::shared::{
    fields::InvalidFields,
    id::{SessionId, UserId},
    secret::SecretToken,
    store::StoreError,
};

/// Why nobody was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The operator lets nobody register.
    #[error("registration is closed")]
    Closed,
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

/// A member and the token of the session that was opened for them.
#[derive(Debug)]
pub struct LoggedIn {
    /// The member.
    pub account: Account,
    /// Goes into the cookie, and nowhere else.
    pub token: SecretToken,
}

/// Opens an account and logs in.
pub struct Register {
    ports: AccountPorts,
}

impl Register {
    /// With these ports.
    #[must_use]
    pub fn new(ports: &AccountPorts) -> Self {
        Self {
            ports: ports.clone(),
        }
    }

    /// Checks the whole form, opens the account and a session for `client`. The session of `replaces`, the token that
    /// the browser came with, ends.
    pub async fn run(
        &self,
        input: &MemberInput,
        client: &Client,
        replaces: Option<&SecretToken>,
    ) -> Result<LoggedIn, RegisterError> {
        let AccountPorts {
            store,
            clock,
            ids,
            random,
            hasher,
            policy,
            ..
        } = &self.ports;
        if policy.registration == Registration::Closed {
            return Err(RegisterError::Closed);
        }
        let now = clock.now();
        let member = NewMember::check(input, policy, now)?;
        let hash = hasher.hash(&input.password).await?;
        let id = UserId::new(ids.next());
        let token = SecretToken::generate(random.as_ref());
        let session = NewSession::open(SessionId::new(ids.next()), id, client, &token, now, policy);

        let mut tx = store.write().await?;
        let opened = member
            .open(tx.as_mut(), id, hash, random.as_ref(), now)
            .await?;
        let account = opened.ok_or(RegisterError::EmailTaken)?;
        if let Some(old) = replaces
            && let Some(live) = tx.live_session(&old.hash(), now).await?
        {
            tx.end_session(live.user, live.id).await?;
        }
        tx.insert_session(&session).await?;
        tx.commit().await?;
        Ok(LoggedIn { account, token })
    }
}

#[cfg(test)]
mod tests {
    use mockall::Sequence;

    use super::*;
    use crate::{
        accounts::{
            AccountPolicy, LiveSession, Opened,
            fixtures::{firefox, form, ports, ports_with_policy},
        },
        profiles::{FieldAudience, Privacy},
        shared::{actor::Role, clock::Timestamp, event::Event, secret::Password},
        testing::{MockStore, MockTx},
    };

    #[tokio::test]
    async fn the_account_its_session_and_the_event_are_one_transaction() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_insert_account().times(1).returning(|account| {
                assert_eq!(account.handle.as_str(), "countess");
                assert_eq!(account.email.key(), "ada@example.org");
                assert_eq!(account.password_hash.as_str(), "plain:plum tractor sings");
                Ok(Opened::Stored)
            });
            tx.expect_claim_founding().times(1).returning(|_| Ok(false));
            tx.expect_insert_session().times(1).returning(|_| Ok(()));
            tx.expect_emit()
                .times(1)
                .withf(|event| {
                    *event
                        == Event::UserRegistered {
                            user: UserId::new(1),
                        }
                })
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let made = Register::new(&ports(store))
            .run(&form(), &firefox(), None)
            .await
            .unwrap();
        assert_eq!(made.account.role, Role::Member);
        assert_eq!(made.account.date_of_birth.to_string(), "1990-12-10");
    }

    #[tokio::test]
    async fn the_founder_becomes_administrator() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_insert_account().returning(|_| Ok(Opened::Stored));
            tx.expect_claim_founding().times(1).returning(|_| Ok(true));
            tx.expect_set_admin().times(1).returning(|_, _| Ok(true));
            tx.expect_insert_session().returning(|_| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let made = Register::new(&ports(store))
            .run(&form(), &firefox(), None)
            .await
            .unwrap();
        assert_eq!(made.account.role, Role::Admin);
    }

    #[tokio::test]
    async fn what_was_narrowed_on_the_form_is_narrow_from_the_first_moment() {
        let chosen = Privacy {
            email: FieldAudience::OnlyMe,
            ..Privacy::default()
        };
        let store = MockStore::writing(move |tx: &mut MockTx| {
            tx.expect_insert_account().returning(|_| Ok(Opened::Stored));
            tx.expect_set_privacy()
                .times(1)
                .withf(move |user, is_private, privacy, _| {
                    user.get() == 1 && !is_private && *privacy == chosen
                })
                .returning(|_, _, _, _| Ok(()));
            tx.expect_claim_founding().returning(|_| Ok(false));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_insert_session().returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let form = MemberInput {
            privacy: chosen,
            ..form()
        };
        let made = Register::new(&ports(store))
            .run(&form, &firefox(), None)
            .await;
        assert!(made.is_ok());
    }

    #[tokio::test]
    async fn the_session_that_the_browser_had_ends() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_insert_account().returning(|_| Ok(Opened::Stored));
            tx.expect_claim_founding().returning(|_| Ok(false));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_live_session().return_once(|_, _| {
                Ok(Some(LiveSession {
                    id: SessionId::new(70),
                    user: UserId::new(8),
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
        });
        let came_with = SecretToken::parse(&"x".repeat(43)).unwrap();
        let made = Register::new(&ports(store))
            .run(&form(), &firefox(), Some(&came_with))
            .await;
        assert!(made.is_ok());
    }

    #[tokio::test]
    async fn a_taken_handle_gets_a_number() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            let mut order = Sequence::new();
            tx.expect_insert_account()
                .times(2)
                .in_sequence(&mut order)
                .returning(|_| Ok(Opened::HandleTaken));
            tx.expect_insert_account()
                .times(1)
                .in_sequence(&mut order)
                .returning(|_| Ok(Opened::Stored));
            tx.expect_claim_founding().returning(|_| Ok(false));
            tx.expect_insert_session().returning(|_| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let made = Register::new(&ports(store))
            .run(&form(), &firefox(), None)
            .await
            .unwrap();
        assert_eq!(made.account.handle.as_str(), "countess3");
    }

    #[tokio::test]
    async fn a_taken_address_stores_nothing() {
        let store = MockStore::writing(|tx: &mut MockTx| {
            tx.expect_insert_account()
                .times(1)
                .returning(|_| Ok(Opened::EmailTaken));
        });
        let error = Register::new(&ports(store))
            .run(&form(), &firefox(), None)
            .await
            .unwrap_err();
        assert!(matches!(error, RegisterError::EmailTaken));
    }

    #[tokio::test]
    async fn everything_wrong_is_said_at_once_before_anything_is_hashed() {
        let mut input = form();
        input.email = "nobody".into();
        input.password = Password::new("lovelace".into());
        input.first_name = " ".into();
        input.date_of_birth = "2020-01-01".into();
        input.gender = "duck".into();
        input.about_me = Some("x".repeat(2_001));
        let ports = ports(MockStore::untouched());
        let error = Register::new(&ports)
            .run(&input, &firefox(), None)
            .await
            .unwrap_err();
        let RegisterError::Invalid(InvalidFields(refused)) = error else {
            panic!("{error}")
        };
        let codes: Vec<_> = refused.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(
            codes,
            [
                ("email", "invalid_email"),
                ("password", "too_personal"),
                ("first_name", "required"),
                ("date_of_birth", "too_young"),
                ("gender", "invalid_choice"),
                ("about_me", "too_long"),
            ]
        );
    }

    #[tokio::test]
    async fn a_closed_site_registers_nobody() {
        let policy = AccountPolicy {
            registration: Registration::Closed,
            ..AccountPolicy::default()
        };
        let ports = ports_with_policy(MockStore::untouched(), policy);
        let error = Register::new(&ports)
            .run(&form(), &firefox(), None)
            .await
            .unwrap_err();
        assert!(matches!(error, RegisterError::Closed));
    }
}
