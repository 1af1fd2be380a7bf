//! Shares, and what is inside of them.

use std::collections::BTreeMap;

use async_trait::async_trait;
use kith_core::{
    posts::{AuthoredPost, ShareRepo},
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use serde_json::{Value, json};

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
const COUNT: &str = "\
insert into post_tallies (post_id, shares) select id, cast($2 as bigint) from posts where id = $1 \
on conflict (post_id) do update set shares = post_tallies.shares + excluded.shares";

macro_rules! count_many {
    ($given:literal) => {
        concat!(
            "update post_tallies set shares = post_tallies.shares + g.more from (",
            $given,
            ") g where post_tallies.post_id = g.id"
        )
    };
}
const COUNT_MANY_LITE: &str =
    count_many!("select value ->> 0 as id, value ->> 1 as more from json_each($1)");
/// Everybody locks many tallies in the order of their posts.
const COUNT_MANY_PG: &str = count_many!(
    "select t.post_id as id, n.more from unnest($1, $2) as n (id, more) join post_tallies t on t.post_id = n.id \
     order by t.post_id for update of t"
);

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

    async fn count_shares(&mut self, original: PostId, more: i64) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(COUNT).bind(original.get()).bind(more).execute(c).await.map(drop))
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

/// Counts so many public shares more, or fewer, of these originals, each time that one is named.
pub(in crate::sql) async fn count_many(
    tx: &mut SqlTx,
    changes: impl Iterator<Item = (i64, i64)>,
) -> Result<(), StoreError> {
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for (original, more) in changes {
        *sums.entry(original).or_default() += more;
    }
    sums.retain(|_, more| *more != 0);
    if sums.is_empty() {
        return Ok(());
    }
    on!(tx, c =>
    lite {
        let sums: Value = sums.iter().map(|(original, more)| json!([original, more])).collect();
        sqlx::query(COUNT_MANY_LITE).bind(sums.to_string()).execute(c).await.map(drop)
    },
    pg {
        let (originals, more): (Vec<i64>, Vec<i64>) = sums.into_iter().unzip();
        sqlx::query(COUNT_MANY_PG).bind(originals).bind(more).execute(c).await.map(drop)
    })
    .store_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const SHARES: &[Asked] = &[
        asked_apart(TO_SHARE, TO_SHARE_PG, &["7", "8"]),
        asked(COUNT, &["8", "1"]),
        asked_apart(COUNT_MANY_LITE, COUNT_MANY_PG, &["{8,9}", "{1,2}"]),
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
