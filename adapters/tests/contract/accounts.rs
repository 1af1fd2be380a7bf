//! Accounts, sessions, mailed links.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::{
        Account, AccountPolicy, Client, Email, Gender, Handle, MailedToken, NewMailedToken,
        NewSession, Opened, PasswordHash, TokenPurpose,
    },
    shared::{
        actor::Role,
        id::{SessionId, TokenId, UserId},
        secret::{SecretToken, TokenHash},
        store::{Store as _, StoreError, Tx},
    },
};
use time::Duration;

use crate::given::{self, now};

crate::contract! {
    an_account_reads_back_by_id_address_and_handle,
    addresses_and_handles_are_unique_whatever_their_case,
    of_handles_that_look_alike_one_is_given,
    of_racing_registrations_one_gets_the_address,
    there_is_one_founder,
    what_may_change_of_an_account,
    an_address_or_handle_of_somebody_else_is_not_given,
    a_link_is_used_once,
    a_later_link_replaces_the_earlier_one,
    mails_are_counted_for_each_address,
    what_expired_is_swept,
    a_dropped_transaction_registers_nobody,
}

/// An account with something in every field, not stored.
pub(crate) fn member(id: i64, name: &str) -> Account {
    Account {
        email: Email::stored(format!("{name}@Example.org")),
        first_name: "Zoë".into(),
        last_name: "O’Brien".into(),
        nickname: Some("🦊".into()),
        gender: Gender::NonBinary,
        about_me: "One\nTwo".into(),
        ..given::account(id, name)
    }
}

pub(crate) async fn registered(database: &Database, id: i64, name: &str) -> Account {
    let account = member(id, name);
    given::stored(database, &account).await;
    account
}

pub(crate) async fn read(database: &Database) -> Box<dyn Tx> {
    database.read().await.unwrap()
}

fn token(letter: &str) -> SecretToken {
    SecretToken::parse(&letter.repeat(43)).unwrap()
}

pub(crate) fn hash(letter: &str) -> TokenHash {
    token(letter).hash()
}

pub(crate) async fn logged_in(database: &Database, id: i64, user: UserId, letter: &str) {
    let client = Client {
        user_agent: "Firefox".into(),
        ip: "::1".into(),
    };
    let policy = AccountPolicy::default();
    let session = NewSession::open(
        SessionId::new(id),
        user,
        &client,
        &token(letter),
        now(),
        &policy,
    );
    let mut tx = database.write().await.unwrap();
    tx.insert_session(&session).await.unwrap();
    tx.commit().await.unwrap();
}

async fn mailed(database: &Database, id: i64, user: UserId, purpose: TokenPurpose, letter: &str) {
    let link = MailedToken {
        id: TokenId::new(id),
        user,
        purpose,
        email: Email::stored("New@example.org".into()),
        created_at: now(),
        expires_at: now().plus(Duration::HOUR),
    };
    let mut tx = database.write().await.unwrap();
    let new = NewMailedToken {
        token: link,
        token_hash: hash(letter),
    };
    tx.insert_mailed_token(&new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn an_account_reads_back_by_id_address_and_handle(database: Database) {
    let ada = registered(&database, 1, "Ada").await;
    let mut tx = read(&database).await;
    assert_eq!(tx.account_by_id(ada.id).await.unwrap(), Some(ada.clone()));
    let email = Email::stored("ADA@example.ORG".into());
    let by_email = tx.account_by_email(&email).await.unwrap().unwrap();
    assert_eq!(
        (by_email.email.as_str(), &by_email),
        ("Ada@Example.org", &ada)
    );
    let handle = Handle::stored("aDA".into());
    let by_handle = tx.account_by_handle(&handle).await.unwrap().unwrap();
    assert_eq!((by_handle.handle.as_str(), &by_handle), ("Ada", &ada));
    assert_eq!(tx.account_by_id(UserId::new(2)).await.unwrap(), None);
}

async fn of_handles_that_look_alike_one_is_given(database: Database) {
    let named = |id: i64, handle: &str| Account {
        handle: Handle::stored(handle.into()),
        ..member(id, &format!("member_{id}"))
    };
    let paul = registered(&database, 1, "Paul_0m").await;
    let mut tx = database.write().await.unwrap();
    for alike in ["PauI_0m", "pau1_0m", "paul_om", "paul_0rn"] {
        let handle = Handle::stored(alike.into());
        assert_eq!(handle.look(), paul.handle.look(), "{alike}");
        let opened = tx.insert_account(&named(2, alike)).await.unwrap();
        assert_eq!(opened, Opened::HandleTaken, "{alike}");
    }
    let opened = tx.insert_account(&named(2, "paui_0m")).await.unwrap();
    assert_eq!(opened, Opened::Stored, "a dotted i is no l");
    let user = UserId::new(2);
    let alike = Handle::stored("paul_0rn".into());
    assert!(!tx.set_handle(user, &alike, now()).await.unwrap());
    let own = Handle::stored("pauI_0rn_".into());
    assert!(tx.set_handle(user, &own, now()).await.unwrap());
    tx.commit().await.unwrap();
}

async fn addresses_and_handles_are_unique_whatever_their_case(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    let mut tx = database.write().await.unwrap();
    let same_email = Account {
        handle: Handle::stored("other".into()),
        email: Email::stored("ADA@example.org".into()),
        ..member(2, "x")
    };
    assert_eq!(
        tx.insert_account(&same_email).await.unwrap(),
        Opened::EmailTaken
    );
    let same_handle = Account {
        handle: Handle::stored("ADA".into()),
        ..member(2, "grace")
    };
    assert_eq!(
        tx.insert_account(&same_handle).await.unwrap(),
        Opened::HandleTaken
    );
    let both = Account {
        id: UserId::new(2),
        ..ada
    };
    assert_eq!(tx.insert_account(&both).await.unwrap(), Opened::EmailTaken);
    let grace = member(2, "grace");
    assert_eq!(
        tx.insert_account(&grace).await.unwrap(),
        Opened::Stored,
        "the transaction stays usable"
    );
    tx.commit().await.unwrap();
}

async fn of_racing_registrations_one_gets_the_address(database: Database) {
    let racers = (1..=8).map(|id| {
        let database = database.clone();
        tokio::spawn(async move {
            let racer = Account {
                handle: Handle::stored(format!("racer_{id}")),
                ..member(id, "ada")
            };
            let mut tx = database.write().await.unwrap();
            let opened = tx.insert_account(&racer).await.unwrap();
            tx.commit().await.unwrap();
            opened
        })
    });
    let mut stored = 0;
    for racer in racers.collect::<Vec<_>>() {
        match racer.await.unwrap() {
            Opened::Stored => stored += 1,
            Opened::EmailTaken => {}
            Opened::HandleTaken => panic!("every racer has a handle of its own"),
        }
    }
    assert_eq!(stored, 1);
}

async fn there_is_one_founder(database: Database) {
    let racers = (1..=8).map(|id| {
        let database = database.clone();
        tokio::spawn(async move {
            let mut tx = database.write().await.unwrap();
            let won = tx.claim_founding(UserId::new(id)).await.unwrap();
            if id % 2 == 0 {
                return false; // dropped: whoever fails to register founds nothing
            }
            tx.commit().await.unwrap();
            won
        })
    });
    let mut founders = 0;
    for racer in racers.collect::<Vec<_>>() {
        founders += u32::from(racer.await.unwrap());
    }
    assert_eq!(founders, 1);
}

async fn what_may_change_of_an_account(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    let later = now().plus(Duration::MINUTE);
    let mut tx = database.write().await.unwrap();
    let new_hash = PasswordHash::new("new".into());
    assert!(tx.set_password(ada.id, &new_hash, later).await.unwrap());
    let wrong = Email::stored("who@example.org".into());
    assert!(!tx.set_email_verified(ada.id, &wrong, later).await.unwrap());
    assert!(
        tx.set_email_verified(ada.id, &ada.email, now())
            .await
            .unwrap()
    );
    assert!(
        tx.set_email_verified(ada.id, &ada.email, later)
            .await
            .unwrap()
    );
    assert!(tx.set_admin(ada.id, later).await.unwrap());
    let own_in_capitals = Handle::stored("ADA".into());
    assert!(
        tx.set_handle(ada.id, &own_in_capitals, later)
            .await
            .unwrap()
    );
    let nobody = UserId::new(99);
    assert!(!tx.set_admin(nobody, later).await.unwrap());
    assert!(!tx.set_password(nobody, &new_hash, later).await.unwrap());
    tx.commit().await.unwrap();

    let changed = read(&database)
        .await
        .account_by_id(ada.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(changed.password_hash, new_hash);
    assert_eq!(
        changed.email_verified_at,
        Some(now()),
        "the first proof counts"
    );
    assert_eq!(
        (changed.role, changed.handle.as_str()),
        (Role::Admin, "ADA")
    );
}

async fn an_address_or_handle_of_somebody_else_is_not_given(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    let grace = registered(&database, 2, "grace").await;
    let mut tx = database.write().await.unwrap();
    let her_email = Email::stored("GRACE@example.org".into());
    assert!(!tx.set_email(ada.id, &her_email, now()).await.unwrap());
    assert!(!tx.set_handle(ada.id, &grace.handle, now()).await.unwrap());
    let new = Email::stored("Ada@new.example.org".into());
    assert!(tx.set_email(ada.id, &new, now()).await.unwrap());
    tx.commit().await.unwrap();
    let changed = read(&database)
        .await
        .account_by_id(ada.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(changed.email.as_str(), "Ada@new.example.org");
    assert_eq!(changed.email_verified_at, Some(now()));

    // At the very same moment: one has it, the other is told.
    let wanted = Handle::stored("wanted".into());
    let race = |user: UserId| {
        let (database, wanted) = (database.clone(), wanted.clone());
        tokio::spawn(async move {
            let mut tx = database.write().await.unwrap();
            let given = match tx.set_handle(user, &wanted, now()).await {
                Ok(given) => given,
                Err(StoreError::Conflict) => return false,
                Err(error) => panic!("{error}"),
            };
            tx.commit().await.unwrap();
            given
        })
    };
    let (one, other) = (race(ada.id), race(grace.id));
    assert_ne!(one.await.unwrap(), other.await.unwrap());
}

async fn a_link_is_used_once(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    mailed(&database, 20, ada.id, TokenPurpose::ChangeEmail, "a").await;
    let mut tx = read(&database).await;
    let link = tx.mailed_token(&hash("a"), now()).await.unwrap().unwrap();
    assert_eq!(
        (link.user, link.purpose),
        (ada.id, TokenPurpose::ChangeEmail)
    );
    assert_eq!(link.email.as_str(), "New@example.org");
    let end = now().plus(Duration::HOUR);
    assert_eq!(tx.mailed_token(&hash("a"), end).await.unwrap(), None);
    drop(tx);

    let mut late = database.write().await.unwrap();
    assert!(!late.use_mailed_token(&hash("a"), end).await.unwrap());
    drop(late);
    let racers = (0..8).map(|_| {
        let database = database.clone();
        tokio::spawn(async move {
            let mut tx = database.write().await.unwrap();
            let used = tx.use_mailed_token(&hash("a"), now()).await.unwrap();
            tx.commit().await.unwrap();
            used
        })
    });
    let mut winners = 0;
    for racer in racers.collect::<Vec<_>>() {
        winners += u32::from(racer.await.unwrap());
    }
    assert_eq!(winners, 1);
}

async fn a_later_link_replaces_the_earlier_one(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    mailed(&database, 20, ada.id, TokenPurpose::ResetPassword, "a").await;
    mailed(&database, 21, ada.id, TokenPurpose::VerifyEmail, "b").await;
    mailed(&database, 22, ada.id, TokenPurpose::ResetPassword, "c").await;
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.mailed_token(&hash("a"), now()).await.unwrap(), None);
    let later = tx.mailed_token(&hash("c"), now()).await.unwrap().unwrap();
    assert_eq!(later.id.get(), 22);
    assert!(tx.mailed_token(&hash("b"), now()).await.unwrap().is_some());
    assert_eq!(tx.end_mailed_tokens(ada.id).await.unwrap(), 2);
    assert_eq!(tx.mailed_token(&hash("c"), now()).await.unwrap(), None);
}

async fn mails_are_counted_for_each_address(database: Database) {
    let ada = Email::stored("ada@example.org".into());
    let grace = Email::stored("grace@example.org".into());
    let since = now().plus(-Duration::HOUR);
    let mut tx = database.write().await.unwrap();
    for _ in 0..2 {
        assert!(tx.count_mail(&ada, since, 2, now()).await.unwrap());
    }
    assert!(!tx.count_mail(&ada, since, 2, now()).await.unwrap());
    assert!(tx.count_mail(&grace, since, 2, now()).await.unwrap());
    assert!(
        tx.count_mail(&ada, now(), 2, now()).await.unwrap(),
        "an hour later"
    );
}

async fn what_expired_is_swept(database: Database) {
    let ada = registered(&database, 1, "ada").await;
    logged_in(&database, 10, ada.id, "a").await;
    mailed(&database, 20, ada.id, TokenPurpose::VerifyEmail, "b").await;
    let mut tx = database.write().await.unwrap();
    assert!(tx.count_mail(&ada.email, now(), 2, now()).await.unwrap());
    let soon = now().plus(Duration::MINUTE);
    assert_eq!(tx.sweep_accounts(soon, now()).await.unwrap(), 0);
    let in_a_year = now().plus(Duration::days(365));
    assert_eq!(tx.sweep_accounts(in_a_year, soon).await.unwrap(), 3);
}

async fn a_dropped_transaction_registers_nobody(database: Database) {
    let mut tx = database.write().await.unwrap();
    tx.insert_account(&member(1, "ada")).await.unwrap();
    drop(tx);
    let mut tx = read(&database).await;
    assert_eq!(tx.account_by_id(UserId::new(1)).await.unwrap(), None);
}
