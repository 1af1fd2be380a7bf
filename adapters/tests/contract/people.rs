//! Members and posts for the cases of other features.

use kith_adapters::sql::Database;
use kith_core::{
    accounts::Account,
    posts::{Audience, CommentPolicy, Post, PostText},
    shared::id::{PostId, UserId},
};

use crate::given::{self, now};

/// Registers a member with this handle.
pub(crate) async fn join(database: &Database, id: UserId, name: &str) {
    let account = Account {
        first_name: "Zoë".into(),
        last_name: "O’Brien".into(),
        about_me: "One\nTwo".into(),
        ..given::account(id.get(), name)
    };
    given::stored(database, &account).await;
}

/// A post with this audience, not stored.
pub(crate) fn post(id: i64, author: UserId, audience: Audience) -> Post {
    Post {
        id: PostId::new(id),
        author,
        title: None,
        text: PostText::stored("Hello".into()),
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
