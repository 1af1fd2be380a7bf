//! Rows of posts with their authors, and what they become.

use kith_core::{
    posts::{Audience, AuthoredPost, Post, PostText, PostTitle},
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        clock::Timestamp,
        id::{MediaId, PostId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::column::{named, unsigned};

/// The columns of a [`PostRow`], for posts under the alias `p`.
macro_rules! post_columns {
    () => {
        "p.id as id, p.author_id, p.title, p.content, p.audience, p.media_count, p.created_at, p.edited_at, p.deleted_at"
    };
}

/// The columns of an [`AuthoredRow`], for posts under the alias `p`, their authors under `a`, and this viewer's id.
macro_rules! authored_columns {
    (viewer $viewer:literal) => {
        concat!(
            $crate::sql::posts::rows::post_columns!(),
            ", a.handle, a.first_name, a.last_name, a.nickname, a.avatar_id, a.is_private, cast(",
            $crate::sql::visibility::closeness!(viewer $viewer, other "p.author_id"),
            " as bigint) as closeness"
        )
    };
}

pub(in crate::sql) use {authored_columns, post_columns};

/// A post as it lies in its table.
#[derive(FromRow)]
pub(in crate::sql) struct PostRow {
    id: i64,
    author_id: i64,
    title: Option<String>,
    content: String,
    audience: String,
    media_count: i64,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
}

impl PostRow {
    pub(in crate::sql) fn post(self) -> Result<Post, StoreError> {
        Ok(Post {
            id: PostId::new(self.id),
            author: UserId::new(self.author_id),
            title: self.title.map(PostTitle::stored),
            text: PostText::stored(self.content),
            audience: named("posts.audience", &self.audience, Audience::parse)?,
            picture_count: unsigned("posts.media_count", self.media_count)?,
            created_at: Timestamp::from_micros(self.created_at),
            edited_at: self.edited_at.map(Timestamp::from_micros),
            deleted_at: self.deleted_at.map(Timestamp::from_micros),
        })
    }
}

/// A post joined with its author.
#[derive(FromRow)]
pub(in crate::sql) struct AuthoredRow {
    #[sqlx(flatten)]
    post: PostRow,
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    avatar_id: Option<i64>,
    is_private: bool,
    closeness: i64,
}

impl AuthoredRow {
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
fn closeness(number: i64) -> Result<Closeness, StoreError> {
    named("closeness", &number.to_string(), |number| match number {
        "0" => Some(Closeness::Severed),
        "1" => Some(Closeness::Stranger),
        "2" => Some(Closeness::Follower),
        "3" => Some(Closeness::Friend),
        _ => None,
    })
}
