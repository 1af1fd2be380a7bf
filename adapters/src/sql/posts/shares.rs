//! Shares, and what is inside of them.

use async_trait::async_trait;
use kith_core::{
    posts::{AuthoredPost, ShareRepo},
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::rows::{AuthoredRow, authored_columns, authored_json};
use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    feeds,
    store::{SqlTx, on},
    visibility::{listed, visible},
};

macro_rules! to_share {
    () => {
        concat!(
            "select ",
            authored_columns!(viewer "$1"),
            " from posts p cross join users a where p.id = $2 and a.id = p.author_id and ",
            visible!(post "p", author "a", viewer "$1")
        )
    };
}
const TO_SHARE: &str = to_share!();
/// A deletion waits for who shares, and the other way round.
const TO_SHARE_PG: &str = concat!(to_share!(), " for share of p");

/// Nothing is counted of a post that is not there: its author has left.
const ADD: &str = "\
insert into post_tallies (post_id, shares) select id, 1 from posts where id = $1 \
on conflict (post_id) do update set shares = post_tallies.shares + 1";
const TAKE: &str = "update post_tallies set shares = shares - 1 where post_id = $1";

macro_rules! originals {
    ($given:literal) => {
        concat!(
            "select ",
            authored_columns!(viewer "$1"),
            " from posts p cross join users a where p.id in (",
            $given,
            ") and a.id = p.author_id and ",
            listed!(post "p", author "a", viewer "$1")
        )
    };
}
const ORIGINALS_LITE: &str = authored_json!(originals!("select value from json_each($2)"));
const ORIGINALS_PG: &str = originals!("select unnest($2)");

macro_rules! shares {
    () => {
        concat!(
            "select ",
            authored_columns!(viewer "$1"),
            " from posts p left join users a on a.id = p.author_id \
             where p.shared_id = $2 and p.deleted_at is null and p.id < $3 and ",
            listed!(post "p", author "a", viewer "$1"),
            " order by p.id desc limit $4"
        )
    };
}
const SHARES_LITE: &str = authored_json!(shares!());
const SHARES_PG: &str = shares!();

#[async_trait]
impl ShareRepo for SqlTx {
    async fn post_to_share(
        &mut self,
        viewer: UserId,
        post: PostId,
    ) -> Result<Option<AuthoredPost>, StoreError> {
        // SQLite has one writer: whatever a unit of work reads stays so until it ends.
        let row: Option<AuthoredRow> = on!(self, c =>
            lite sqlx::query_as(TO_SHARE).bind(viewer.get()).bind(post.get()).fetch_optional(c).await,
            pg sqlx::query_as(TO_SHARE_PG).bind(viewer.get()).bind(post.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(AuthoredRow::authored).transpose()
    }

    async fn add_to_shares(&mut self, original: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(ADD).bind(original.get()).execute(c).await.map(drop)).store_err()
    }

    async fn take_from_shares(&mut self, original: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(TAKE).bind(original.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn originals(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
    ) -> Result<Vec<AuthoredPost>, StoreError> {
        let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
        let rows = on!(self, c =>
            lite {
                let rows: String = sqlx::query_scalar(ORIGINALS_LITE)
                    .bind(viewer.get()).bind(id_list(&ids)).fetch_one(c).await.store_err()?;
                AuthoredRow::read_all(&rows)
            },
            pg sqlx::query_as(ORIGINALS_PG)
                .bind(viewer.get()).bind(&ids).fetch_all(c).await.store_err())?;
        rows.into_iter().map(AuthoredRow::authored).collect()
    }

    async fn shares_of(
        &mut self,
        viewer: UserId,
        original: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let numbers = [
            viewer.get(),
            original.get(),
            feeds::below(after),
            limit.plus_one(),
        ];
        let rows = feeds::posts(self, SHARES_LITE, SHARES_PG, numbers).await?;
        feeds::page(rows, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const SHARES: &[Asked] = &[
        asked_apart(TO_SHARE, TO_SHARE_PG, &["7", "8"]),
        asked(ADD, &["8"]),
        asked(TAKE, &["8"]),
        asked_apart(ORIGINALS_LITE, ORIGINALS_PG, &["7", "{8,9}"]),
        asked_apart(
            SHARES_LITE,
            SHARES_PG,
            &["7", "8", "9223372036854775807", "21"],
        )
        .sorting(0),
    ];
    each_engine!(shares_are_found_by_what_they_share, SHARES);
}
