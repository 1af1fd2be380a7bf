//! Rows of posts with their authors, and what they become.
//!
//! SQLite gives a page of them as one value of JSON: each row of a statement comes over from the connection's thread by
//! itself and wakes whoever waits, which for a page costs more than reading it.

use kith_core::{
    posts::{Audience, AuthoredPost, CommentPolicy, ContentWarning, Post, PostText, PostTitle},
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        clock::Timestamp,
        id::{GroupId, MediaId, PostId, UserId},
        store::StoreError,
    },
};
use serde::{Deserialize, Deserializer};
use sqlx::FromRow;

use crate::sql::{
    column::{named, unsigned},
    error::UnknownValue,
};

/// The columns of a [`PostRow`], for posts under the alias `p`.
macro_rules! post_columns {
    () => {
        "p.id as id, p.author_id, p.title, p.content, p.audience, p.comment_policy, p.media_count, p.created_at, p.edited_at, \
         p.deleted_at, p.has_poll, p.shared_id, p.content_warning, p.has_preview, p.group_id, p.has_event"
    };
}

/// The columns of an [`AuthoredRow`], for posts under the alias `p`, their authors under `a`, and this viewer's id, or how
/// near the viewer is to the author.
macro_rules! authored_columns {
    (viewer $viewer:literal) => {
        $crate::sql::posts::rows::authored_columns!(
            closeness $crate::sql::visibility::closeness!(viewer $viewer, other "p.author_id")
        )
    };
    (closeness $closeness:expr) => {
        concat!(
            $crate::sql::posts::rows::post_columns!(),
            ", a.handle, a.first_name, a.last_name, a.nickname, a.avatar_id, a.is_private, cast(",
            $closeness,
            " as bigint) as closeness"
        )
    };
}

/// All rows of a statement with [`authored_columns`] as one value, for [`AuthoredRow::read_all`]. The statement has a
/// limit, without which SQLite would not keep to its order.
macro_rules! authored_json {
    ($statement:expr) => {
        concat!(
            "select json_group_array(json_array(json_array(id, author_id, title, content, audience, comment_policy, \
             media_count, created_at, edited_at, deleted_at, has_poll, shared_id, content_warning, has_preview, group_id, \
             has_event), handle, first_name, last_name, nickname, avatar_id, is_private, closeness)) \
             from (",
            $statement,
            ") page"
        )
    };
}

pub(in crate::sql) use {authored_columns, authored_json, post_columns};

/// A post as it lies in its table. The order of the fields is that of [`authored_json`].
#[derive(FromRow, Deserialize)]
pub(in crate::sql) struct PostRow {
    id: i64,
    author_id: i64,
    title: Option<String>,
    content: String,
    audience: String,
    comment_policy: String,
    media_count: i64,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
    #[serde(deserialize_with = "from_number")]
    has_poll: bool,
    shared_id: Option<i64>,
    content_warning: Option<String>,
    #[serde(deserialize_with = "from_number")]
    has_preview: bool,
    group_id: Option<i64>,
    #[serde(deserialize_with = "from_number")]
    has_event: bool,
}

impl PostRow {
    pub(in crate::sql) fn post(self) -> Result<Post, StoreError> {
        Ok(Post {
            id: PostId::new(self.id),
            author: UserId::new(self.author_id),
            title: self.title.map(PostTitle::stored),
            text: PostText::stored(self.content),
            warning: self.content_warning.map(ContentWarning::stored),
            original: self.shared_id.map(PostId::new),
            group: self.group_id.map(GroupId::new),
            audience: named("posts.audience", &self.audience, Audience::parse)?,
            comment_policy: named(
                "posts.comment_policy",
                &self.comment_policy,
                CommentPolicy::parse,
            )?,
            picture_count: unsigned("posts.media_count", self.media_count)?,
            has_poll: self.has_poll,
            has_preview: self.has_preview,
            has_event: self.has_event,
            created_at: Timestamp::from_micros(self.created_at),
            edited_at: self.edited_at.map(Timestamp::from_micros),
            deleted_at: self.deleted_at.map(Timestamp::from_micros),
        })
    }
}

/// A post joined with its author. The order of the fields is that of [`authored_json`].
#[derive(FromRow, Deserialize)]
pub(in crate::sql) struct AuthoredRow {
    #[sqlx(flatten)]
    post: PostRow,
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    avatar_id: Option<i64>,
    #[serde(deserialize_with = "from_number")]
    is_private: bool,
    closeness: i64,
}

/// SQLite has no truth values.
pub(in crate::sql) fn from_number<'de, D: Deserializer<'de>>(value: D) -> Result<bool, D::Error> {
    i64::deserialize(value).map(|number| number != 0)
}

impl AuthoredRow {
    /// Reads what [`authored_json`] gave.
    pub(in crate::sql) fn read_all(json: &str) -> Result<Vec<Self>, StoreError> {
        serde_json::from_str(json).map_err(|error| StoreError::Failed(Box::new(error)))
    }

    pub(in crate::sql) fn authored(self) -> Result<AuthoredPost, StoreError> {
        let author = UserSummary {
            id: UserId::new(self.post.author_id),
            handle: self.handle,
            first_name: self.first_name,
            last_name: self.last_name,
            nickname: self.nickname,
            avatar: self.avatar_id.map(MediaId::new),
            is_private: self.is_private,
        };
        Ok(AuthoredPost {
            post: self.post.post()?,
            author,
            closeness: closeness(self.closeness)?,
        })
    }
}

/// Reads the number of the macro `closeness!` back.
pub(in crate::sql) fn closeness(number: i64) -> Result<Closeness, StoreError> {
    match number {
        0 => Ok(Closeness::Severed),
        1 => Ok(Closeness::Stranger),
        2 => Ok(Closeness::Follower),
        3 => Ok(Closeness::Friend),
        other => Err(UnknownValue {
            column: "closeness",
            value: other.to_string(),
        }
        .into()),
    }
}
