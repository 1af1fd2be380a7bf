//! The posts in a group.

use kith_core::shared::{
    id::{GroupId, UserId},
    store::StoreError,
};

use crate::sql::{
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns, authored_json},
    store::{SqlTx, on},
    visibility::listed,
};

/// The posts in the group `$2` of those whom the viewer `$1` does not mute.
macro_rules! list {
    () => {
        concat!(
            "select ",
            authored_columns!(viewer "$1"),
            " from posts p left join users a on a.id = p.author_id where p.group_id = $2 and p.deleted_at is null \
             and p.id < $3 and p.id > $4 \
             and not exists (select 1 from relations r where r.user_id = $1 and r.other_id = p.author_id and r.muting) and ",
            listed!(post "p", author "a", viewer "$1"),
            " order by p.id desc limit $5"
        )
    };
}
const LIST_LITE: &str = authored_json!(list!());
const LIST_PG: &str = list!();

/// Posts from below one id down to above another, at most `most`.
pub(super) async fn list(
    tx: &mut SqlTx,
    viewer: UserId,
    group: GroupId,
    [below, above, most]: [i64; 3],
) -> Result<Vec<AuthoredRow>, StoreError> {
    on!(tx, c =>
        lite {
            let rows: String = sqlx::query_scalar(LIST_LITE)
                .bind(viewer.get()).bind(group.get()).bind(below).bind(above).bind(most)
                .fetch_one(c).await.store_err()?;
            AuthoredRow::read_all(&rows)
        },
        pg sqlx::query_as(LIST_PG)
            .bind(viewer.get()).bind(group.get()).bind(below).bind(above).bind(most)
            .fetch_all(c).await.store_err())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const PAGE: &[&str] = &["7", "8", "9223372036854775807", "0", "21"];
    const IN_GROUP: &[Asked] = &[asked_apart(LIST_LITE, LIST_PG, PAGE).sorting(0)];
    each_engine!(the_feed_of_a_group_walks_its_index, IN_GROUP);
}
