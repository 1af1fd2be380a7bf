//! Members and posts for the cases of other features.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::{Account, BirthDate, Email, Gender, Handle, Opened, PasswordHash},
    posts::{Audience, Post, PostText},
    shared::{
        actor::Role,
        clock::{Clock as _, Timestamp},
        id::{PostId, UserId},
        store::Store as _,
    },
    testing::FixedClock,
};

/// The time of all cases.
pub(crate) fn now() -> Timestamp {
    FixedClock::default().now()
}

/// Registers a member with this handle.
pub(crate) async fn join(database: &Database, id: UserId, name: &str) {
    let account = Account {
        id,
        email: Email::stored(format!("{name}@example.org")),
        email_verified_at: None,
        password_hash: PasswordHash::new("$argon2id$".into()),
        handle: Handle::stored(name.into()),
        first_name: "Zoë".into(),
        last_name: "O’Brien".into(),
        nickname: None,
        date_of_birth: BirthDate::stored("1990-12-10").unwrap(),
        gender: Gender::NonBinary,
        about_me: "One\nTwo".into(),
        avatar: None,
        is_private: false,
        role: Role::Member,
        suspended_at: None,
        created_at: now(),
    };
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.insert_account(&account).await.unwrap(), Opened::Stored);
    tx.commit().await.unwrap();
}

/// A post with this audience, not stored.
pub(crate) fn post(id: i64, author: UserId, audience: Audience) -> Post {
    Post {
        id: PostId::new(id),
        author,
        title: None,
        text: PostText::stored("Hello".into()),
        audience,
        picture_count: 0,
        created_at: now(),
        edited_at: None,
        deleted_at: None,
    }
}
