//! What cases start from: members, uploads, posts.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::{Account, BirthDate, Email, Gender, Handle, Opened, PasswordHash},
    comments::{Comment, CommentText},
    media::{Kind, Media, Purpose, Status, Variant, VariantName},
    posts::{Audience, CommentPolicy, Post, PostText},
    relations::Waiting,
    shared::{
        actor::Role,
        clock::{Clock as _, Timestamp},
        id::{CommentId, MediaId, PostId, UserId},
        store::{Store as _, Tx},
    },
    testing::FixedClock,
};

/// The moment at which everything here happens.
pub(crate) fn now() -> Timestamp {
    FixedClock::default().now()
}

/// An account as any, not stored.
pub(crate) fn account(id: i64, handle: &str) -> Account {
    Account {
        id: UserId::new(id),
        email: Email::stored(format!("{handle}@example.org")),
        email_verified_at: None,
        password_hash: PasswordHash::new("$argon2id$".into()),
        handle: Handle::stored(handle.into()),
        first_name: "Ada".into(),
        last_name: "Byron".into(),
        nickname: None,
        date_of_birth: BirthDate::stored("1990-12-10").unwrap(),
        gender: Gender::PreferNotToSay,
        about_me: String::new(),
        avatar: None,
        is_private: false,
        role: Role::Member,
        suspended_at: None,
        created_at: now(),
    }
}

/// Stores an account.
pub(crate) async fn stored(database: &Database, account: &Account) -> UserId {
    let mut tx = database.write().await.unwrap();
    assert_eq!(tx.insert_account(account).await.unwrap(), Opened::Stored);
    tx.commit().await.unwrap();
    account.id
}

/// A member, stored; suspended ones cannot be told from others but by this.
pub(crate) async fn member(database: &Database, id: i64, suspended: bool) -> UserId {
    let account = Account {
        is_private: id % 2 == 0,
        suspended_at: suspended.then(now),
        ..account(id, &format!("Member{id}"))
    };
    stored(database, &account).await
}

/// An upload as it is before it is stored.
pub(crate) fn picture(id: i64, owner: UserId) -> Media {
    let variant = |name, bytes| Variant {
        name,
        width: 160,
        height: 120,
        bytes,
        digest: format!("digest of {bytes} bytes"),
    };
    Media {
        id: MediaId::new(id),
        owner,
        purpose: Purpose::Post,
        kind: Kind::Image,
        status: Status::Ready,
        width: 640,
        height: 480,
        placeholder: "cGxhY2Vob2xkZXI=".into(),
        alt_text: format!("Picture {id}"),
        variants: vec![
            variant(VariantName::Small, 9_000),
            variant(VariantName::Thumb, 1_000),
        ],
        video: None,
        created_at: now(),
    }
}

/// An upload, stored.
pub(crate) async fn upload(database: &Database, media: &Media) {
    let mut tx = database.write().await.unwrap();
    tx.insert_media(media, 12_345).await.unwrap();
    tx.commit().await.unwrap();
}

/// A post as it is before it is stored.
pub(crate) fn post(id: i64, author: UserId, audience: Audience) -> Post {
    Post {
        id: PostId::new(id),
        author,
        title: None,
        text: PostText::stored(format!("Post {id}")),
        warning: None,
        original: None,
        group: None,
        audience,
        comment_policy: CommentPolicy::Everyone,
        picture_count: 0,
        has_poll: false,
        has_preview: false,
        has_event: false,
        created_at: now(),
        edited_at: None,
        deleted_at: None,
    }
}

/// A post, stored.
pub(crate) async fn published(database: &Database, post: &Post) {
    let mut tx = database.write().await.unwrap();
    tx.insert_post(post).await.unwrap();
    tx.commit().await.unwrap();
}

/// A comment on a post as it is before it is stored.
pub(crate) fn comment(id: i64, post: PostId, author: UserId) -> Comment {
    Comment {
        id: CommentId::new(id),
        post,
        parent: None,
        depth: 0,
        author,
        text: CommentText::stored(format!("Comment {id}")),
        picture: None,
        created_at: now(),
        edited_at: None,
        deletion: None,
    }
}

/// An answer to another comment as it is before it is stored.
pub(crate) fn answer(id: i64, to: &Comment, author: UserId) -> Comment {
    Comment {
        parent: Some(to.id),
        depth: to.depth + 1,
        ..comment(id, to.post, author)
    }
}

/// A comment, stored.
pub(crate) async fn commented(database: &Database, comment: &Comment) {
    let mut tx = database.write().await.unwrap();
    tx.insert_comment(comment).await.unwrap();
    tx.commit().await.unwrap();
}

/// How many requests wait for this member's decision.
pub(crate) async fn waiting(tx: &mut dyn Tx, user: UserId) -> Waiting {
    tx.own_account(user).await.unwrap().unwrap().waiting
}

/// Puts a picture on a comment; it has the comment's id.
pub(crate) async fn picture_on(database: &Database, comment: &Comment) -> Media {
    let shown = Media {
        purpose: Purpose::Comment,
        ..picture(comment.id.get(), comment.author)
    };
    upload(database, &shown).await;
    let mut tx = database.write().await.unwrap();
    let done = tx.set_comment_picture(comment.author, comment.id, Some(shown.id));
    assert!(done.await.unwrap());
    tx.commit().await.unwrap();
    shown
}
