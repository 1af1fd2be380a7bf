//! What posts said before they were edited.

use async_trait::async_trait;
use kith_core::{
    posts::{PostText, PostTitle, Version, VersionRepo},
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::visible,
};

/// When the words that post `p` says now were written.
macro_rules! written_at {
    () => {
        "coalesce((select v.replaced_at from post_versions v where v.post_id = p.id order by v.id desc limit 1), p.created_at)"
    };
}

const KEEP: &str = concat!(
    "insert into post_versions (id, post_id, title, content, written_at, replaced_at) \
     select $2, p.id, p.title, p.content, ",
    written_at!(),
    ", $3 from posts p where p.id = $1"
);

/// `$1` looks at the post `$2`; `$3` is the key before which the page starts, `$4` how many rows. What the post says now
/// has the largest key but one.
const VERSIONS: &str = concat!(
    "select * from (select 9223372036854775806 as id, p.title, p.content, ",
    written_at!(),
    " as written_at from posts p cross join users a where p.id = $2 and a.id = p.author_id and $3 > 9223372036854775806 and ",
    visible!(post "p", author "a", viewer "$1"),
    " union all select * from (select v.id, v.title, v.content, v.written_at \
     from posts p cross join users a cross join post_versions v \
     where p.id = $2 and a.id = p.author_id and v.post_id = $2 and v.id < $3 and ",
    visible!(post "p", author "a", viewer "$1"),
    " order by v.id desc limit $4) earlier) versions order by id desc limit $4"
);

const CLEAR: &str = "delete from post_versions where post_id = $1";

#[derive(FromRow)]
struct VersionRow {
    id: i64,
    title: Option<String>,
    content: String,
    written_at: i64,
}

impl VersionRow {
    fn version(self) -> Version {
        Version {
            key: self.id,
            title: self.title.map(PostTitle::stored),
            text: PostText::stored(self.content),
            at: Timestamp::from_micros(self.written_at),
        }
    }
}

#[async_trait]
impl VersionRepo for SqlTx {
    async fn keep_version(
        &mut self,
        post: PostId,
        key: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(KEEP)
            .bind(post.get()).bind(key).bind(now.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn versions_of(
        &mut self,
        viewer: UserId,
        post: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<Version>, StoreError> {
        let before = after.unwrap_or(i64::MAX);
        let rows: Vec<VersionRow> = on!(self, c => sqlx::query_as(VERSIONS)
            .bind(viewer.get()).bind(post.get()).bind(before).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        let versions = rows.into_iter().map(VersionRow::version).collect();
        Ok(Page::cut(versions, limit, |version| version.key))
    }
}

/// Forgets all that a post said.
pub(super) async fn clear(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(CLEAR).bind(post.get()).execute(c).await.map(drop)).store_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const HISTORY: &[Asked] = &[
        asked(KEEP, &["8", "9", "0"]),
        asked(VERSIONS, &["7", "8", "9223372036854775807", "21"]),
        asked(CLEAR, &["8"]),
    ];
    each_engine!(a_history_is_walked_by_its_post, HISTORY);
}
