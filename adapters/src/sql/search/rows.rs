//! Rows as the core's types.

use kith_core::{
    profiles::UserSummary,
    search::Names,
    shared::id::{MediaId, UserId},
};
use sqlx::FromRow;

/// The columns of a [`MemberRow`], for members under the alias `u`.
macro_rules! member_columns {
    () => {
        "u.id as id, u.handle, u.first_name, u.last_name, u.nickname, u.avatar_id, u.is_private"
    };
}
pub(in crate::sql) use member_columns;

/// A member as they appear in a list.
#[derive(FromRow)]
pub(in crate::sql) struct MemberRow {
    id: i64,
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    avatar_id: Option<i64>,
    is_private: bool,
}

impl From<MemberRow> for UserSummary {
    fn from(row: MemberRow) -> Self {
        Self {
            id: UserId::new(row.id),
            handle: row.handle,
            first_name: row.first_name,
            last_name: row.last_name,
            nickname: row.nickname,
            avatar: row.avatar_id.map(MediaId::new),
            is_private: row.is_private,
        }
    }
}

#[derive(FromRow)]
pub(super) struct NamesRow {
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    handle: String,
}

impl From<NamesRow> for Names {
    fn from(row: NamesRow) -> Self {
        Self {
            first_name: row.first_name,
            last_name: row.last_name,
            nickname: row.nickname,
            handle: row.handle,
        }
    }
}
