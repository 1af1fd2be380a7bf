//! The posts with a tag.

use kith_core::{
    shared::{id::UserId, store::StoreError},
    tags::Tag,
};

use crate::sql::{
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns, authored_json},
    store::{SqlTx, on},
    visibility::listed,
};

/// The posts with the tag `$2` of those whom the viewer `$1` does not mute.
macro_rules! tagged {
    () => {
        concat!(
            " from post_tags t cross join posts p left join users a on a.id = p.author_id \
             where t.tag = $2 and p.id = t.post_id \
             and not exists (select 1 from relations r where r.user_id = $1 and r.other_id = p.author_id and r.muting) and ",
            listed!(post "p", author "a", viewer "$1")
        )
    };
}
macro_rules! list {
    () => {
        concat!(
            "select ",
            authored_columns!(viewer "$1"),
            tagged!(),
            " and t.post_id < $3 and t.post_id > $4 order by t.post_id desc limit $5"
        )
    };
}
const LIST_LITE: &str = authored_json!(list!());
const LIST_PG: &str = list!();
const COUNT: &str = concat!(
    "select count(*) from (select 1 as one",
    tagged!(),
    " limit $3) found"
);

/// Posts from below one id down to above another, at most `most`.
pub(super) async fn list(
    tx: &mut SqlTx,
    viewer: UserId,
    tag: &Tag,
    [below, above, most]: [i64; 3],
) -> Result<Vec<AuthoredRow>, StoreError> {
    on!(tx, c =>
        lite {
            let rows: String = sqlx::query_scalar(LIST_LITE)
                .bind(viewer.get()).bind(tag.as_str()).bind(below).bind(above).bind(most)
                .fetch_one(c).await.store_err()?;
            AuthoredRow::read_all(&rows)
        },
        pg sqlx::query_as(LIST_PG)
            .bind(viewer.get()).bind(tag.as_str()).bind(below).bind(above).bind(most)
            .fetch_all(c).await.store_err())
}

/// See [`kith_core::tags::TagRepo::count_tagged`].
pub(in crate::sql) async fn count_tagged(
    tx: &mut SqlTx,
    viewer: UserId,
    tag: &Tag,
    most: u32,
) -> Result<u32, StoreError> {
    let count: i64 = on!(tx, c => sqlx::query_scalar(COUNT)
        .bind(viewer.get()).bind(tag.as_str()).bind(i64::from(most)).fetch_one(c).await)
    .store_err()?;
    Ok(u32::try_from(count).unwrap_or(most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const PAGE: &[&str] = &["7", "snow", "9223372036854775807", "0", "21"];
    const TAGGED: &[Asked] = &[
        asked_apart(LIST_LITE, LIST_PG, PAGE).sorting(0),
        asked(COUNT, &["7", "snow", "100"]).sorting(0),
    ];
    each_engine!(the_feed_of_a_tag_walks_its_index, TAGGED);
}
