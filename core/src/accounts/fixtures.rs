//! People and ports for the tests of this feature.

use std::sync::Arc;

use time::{Duration, macros::date};

use super::{
    Account, AccountPolicy, AccountPorts, BirthDate, Client, Email, Gender, Handle, MailedToken,
    Mailer, MemberInput, PasswordHash, PasswordHasher, TokenPurpose,
};
use crate::{
    profiles::Privacy,
    shared::{
        actor::{Actor, Role},
        clock::{Clock as _, Timestamp},
        id::{SessionId, TokenId, UserId},
        secret::Password,
    },
    testing::{CountingIds, CountingRandom, FixedClock, MockStore, PlainHasher, RecordingMailer},
};

pub(super) const PASSWORD: &str = "plum tractor sings";

pub(super) fn now() -> Timestamp {
    FixedClock::default().now()
}

pub(super) fn ada() -> Account {
    Account {
        id: UserId::new(500),
        email: Email::stored("ada@example.org".into()),
        email_verified_at: None,
        password_hash: PasswordHash::new(format!("plain:{PASSWORD}")),
        handle: Handle::stored("ada".into()),
        first_name: "Ada".into(),
        last_name: "Lovelace".into(),
        nickname: None,
        date_of_birth: BirthDate::parse("1990-12-10", date!(2026 - 01 - 15), 13).unwrap(),
        gender: Gender::Female,
        about_me: String::new(),
        avatar: None,
        is_private: false,
        role: Role::Member,
        suspended_at: None,
        created_at: now(),
    }
}

pub(super) fn grace() -> Account {
    Account {
        id: UserId::new(600),
        email: Email::stored("grace@example.org".into()),
        handle: Handle::stored("grace".into()),
        ..ada()
    }
}

pub(super) fn ada_asking() -> Actor {
    Actor {
        user: ada().id,
        session: SessionId::new(501),
        role: Role::Member,
    }
}

pub(super) fn link_to_ada(purpose: TokenPurpose) -> MailedToken {
    MailedToken {
        id: TokenId::new(502),
        user: ada().id,
        purpose,
        email: ada().email,
        created_at: now(),
        expires_at: now().plus(Duration::HOUR),
    }
}

pub(super) fn form() -> MemberInput {
    MemberInput {
        email: "Ada@Example.org".into(),
        password: Password::new(PASSWORD.into()),
        first_name: "Ada".into(),
        last_name: "Lovelace".into(),
        date_of_birth: "1990-12-10".into(),
        gender: "female".into(),
        nickname: Some("Countess".into()),
        about_me: None,
        privacy: Privacy::default(),
    }
}

pub(super) fn firefox() -> Client {
    Client {
        user_agent: "Firefox".into(),
        ip: "127.0.0.1".into(),
    }
}

pub(super) fn ports(store: MockStore) -> AccountPorts {
    with(
        store,
        Arc::new(PlainHasher::default()),
        Arc::new(RecordingMailer::default()),
        AccountPolicy::default(),
    )
}

pub(super) fn ports_with_hasher(store: MockStore, hasher: Arc<PlainHasher>) -> AccountPorts {
    with(
        store,
        hasher,
        Arc::new(RecordingMailer::default()),
        AccountPolicy::default(),
    )
}

pub(super) fn ports_with_mailer(store: MockStore, mailer: Arc<RecordingMailer>) -> AccountPorts {
    with(
        store,
        Arc::new(PlainHasher::default()),
        mailer,
        AccountPolicy::default(),
    )
}

pub(super) fn ports_with_policy(store: MockStore, policy: AccountPolicy) -> AccountPorts {
    with(
        store,
        Arc::new(PlainHasher::default()),
        Arc::new(RecordingMailer::default()),
        policy,
    )
}

fn with(
    store: MockStore,
    hasher: Arc<dyn PasswordHasher>,
    mailer: Arc<dyn Mailer>,
    policy: AccountPolicy,
) -> AccountPorts {
    AccountPorts {
        store: Arc::new(store),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
        hasher,
        mailer,
        policy: Arc::new(policy),
    }
}
