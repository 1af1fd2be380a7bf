//! What of a list its reader is shown, and whom they may be told of with it.

use kith_core::{
    feeds::Tie,
    posts::AuthoredPost,
    profiles::UserSummary,
    shared::{
        id::{PostId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use super::suitable;
use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns, authored_json},
    relations::shows,
    search::{MemberRow, member_columns},
    store::{SqlTx, on},
    visibility::closeness,
};

/// Of the posts `$2` those that suit, in this order, `$3` at most. All are looked at.
macro_rules! picked {
    ($given:literal) => {
        concat!(
            "select ",
            authored_columns!(closeness closeness!(relation "r")),
            " from ",
            $given,
            " cross join posts p left join users a on a.id = p.author_id \
             left join relations r on r.user_id = $1 and r.other_id = p.author_id \
             where p.id = o.value and ",
            suitable!(),
            " order by o.key limit $3"
        )
    };
}
const PICKED_LITE: &str = authored_json!(picked!("json_each($2) o"));
const PICKED_PG: &str = picked!("unnest($2) with ordinality as o (value, key)");

/// Of the connections `o.via` those whom the viewer `$1` may hear of as connected with `o.author`.
macro_rules! ties {
    ($given:literal) => {
        concat!(
            "select o.author, coalesce(f.friendship = 'friends' and ",
            shows!("friends"),
            ", false) as is_friend, ",
            member_columns!(),
            " from ",
            $given,
            " cross join relations r cross join relations f cross join users u cross join profile_privacy p \
             where r.user_id = $1 and r.other_id = o.via and not r.severed \
             and (r.friendship = 'friends' or r.follow = 'following') \
             and f.user_id = o.via and f.other_id = o.author \
             and ((f.friendship = 'friends' and ",
            shows!("friends"),
            ") or (f.follow = 'following' and ",
            shows!("follows"),
            ")) and u.id = o.via and u.suspended_at is null and p.user_id = o.via"
        )
    };
}
const TIES_LITE: &str = ties!(
    "(select v.value as via, w.value as author from json_each($2) v join json_each($3) w on w.key = v.key) o"
);
const TIES_PG: &str = ties!("unnest($2, $3) as o (via, author)");

#[derive(FromRow)]
struct TieRow {
    author: i64,
    is_friend: bool,
    #[sqlx(flatten)]
    via: MemberRow,
}

/// See [`kith_core::feeds::ForYouRepo::picked_posts`].
pub(super) async fn posts(
    tx: &mut SqlTx,
    viewer: UserId,
    posts: &[PostId],
    most: i64,
) -> Result<Vec<AuthoredPost>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let rows: Vec<AuthoredRow> = on!(tx, c =>
        lite {
            let rows: String = sqlx::query_scalar(PICKED_LITE)
                .bind(viewer.get()).bind(id_list(&ids)).bind(most)
                .fetch_one(c).await.store_err()?;
            AuthoredRow::read_all(&rows)
        },
        pg sqlx::query_as(PICKED_PG)
            .bind(viewer.get()).bind(&ids).bind(most)
            .fetch_all(c).await.store_err())?;
    rows.into_iter().map(AuthoredRow::authored).collect()
}

/// See [`kith_core::feeds::ForYouRepo::ties`].
pub(super) async fn ties(
    tx: &mut SqlTx,
    viewer: UserId,
    pairs: &[(UserId, UserId)],
) -> Result<Vec<Tie>, StoreError> {
    let (via, authors): (Vec<i64>, Vec<i64>) = pairs
        .iter()
        .map(|(via, author)| (via.get(), author.get()))
        .unzip();
    let rows: Vec<TieRow> = on!(tx, c =>
        lite sqlx::query_as(TIES_LITE)
            .bind(viewer.get()).bind(id_list(&via)).bind(id_list(&authors)).fetch_all(c).await,
        pg sqlx::query_as(TIES_PG)
            .bind(viewer.get()).bind(&via).bind(&authors).fetch_all(c).await)
    .store_err()?;
    let ties = rows.into_iter().map(|row| Tie {
        via: UserSummary::from(row.via),
        author: UserId::new(row.author),
        is_friend: row.is_friend,
    });
    Ok(ties.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const PAGES: &[Asked] = &[
        asked_apart(PICKED_LITE, PICKED_PG, &["7", "{8,9}", "21"]).sorting(1),
        asked_apart(TIES_LITE, TIES_PG, &["7", "{8,9}", "{10,11}"]).sorting(0),
    ];
    each_engine!(a_page_looks_up_its_posts_and_whom_it_names, PAGES);
}
