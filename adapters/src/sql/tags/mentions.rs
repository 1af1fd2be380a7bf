//! The people whom posts mention.

use std::collections::HashSet;

use kith_core::{
    profiles::UserSummary,
    shared::{
        id::{PostId, UserId},
        store::StoreError,
    },
    tags::Mention,
};
use sqlx::{FromRow, types::Json};

use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    search::{MemberRow, member_columns},
    store::{SqlTx, on},
    visibility::{severed, visible},
};

const CLEAR: &str = "delete from post_mentions where post_id = $1";
const MENTIONED: &str = "select user_id from post_mentions where post_id = $1";

macro_rules! forget {
    ($given:literal) => {
        concat!(
            "delete from post_mentions where post_id = $1 and written not in (",
            $given,
            ")"
        )
    };
}
const FORGET_LITE: &str = forget!("select value from json_each($2)");
const FORGET_PG: &str = forget!("select unnest($2)");

/// A handle that the post holds already stays whose it was.
macro_rules! add {
    ($given:literal) => {
        concat!(
            "insert into post_mentions (post_id, written, user_id) select $1, u.handle_key, u.id from users u \
             where u.handle_key in (",
            $given,
            ") and u.suspended_at is null and not ",
            severed!(viewer "$3", other "u.id"),
            " on conflict (post_id, written) do nothing returning user_id"
        )
    };
}
const ADD_LITE: &str = add!("select value from json_each($2)");
const ADD_PG: &str = add!("select unnest($2)");

macro_rules! of_posts {
    ($given:literal) => {
        concat!(
            "select m.post_id, m.written, ",
            member_columns!(),
            " from post_mentions m join users u on u.id = m.user_id where m.post_id in (",
            $given,
            ") and u.suspended_at is null and not ",
            severed!(viewer "$1", other "u.id"),
            " order by m.post_id, m.written"
        )
    };
}
const OF_POSTS_LITE: &str = of_posts!("select value from json_each($2)");
const OF_POSTS_PG: &str = of_posts!("select unnest($2)");

/// The post is seen as each of those whom it mentions sees it.
const UNREACHED: &str = concat!(
    "select distinct ",
    member_columns!(),
    " from posts p cross join users a cross join post_mentions m cross join users u \
     where p.id = $1 and a.id = p.author_id and m.post_id = p.id and u.id = m.user_id \
     and u.suspended_at is null and not ",
    severed!(viewer "p.author_id", other "u.id"),
    " and not ",
    visible!(post "p", author "a", viewer "u.id"),
    " order by u.first_name, u.last_name, u.id"
);

#[derive(FromRow)]
struct MentionRow {
    post_id: i64,
    written: String,
    #[sqlx(flatten)]
    user: MemberRow,
}

pub(super) async fn clear(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(CLEAR).bind(post.get()).execute(c).await.map(drop)).store_err()
}

pub(super) async fn set(
    tx: &mut SqlTx,
    author: UserId,
    post: PostId,
    handles: &[String],
) -> Result<Vec<UserId>, StoreError> {
    let before: Vec<i64> =
        on!(tx, c => sqlx::query_scalar(MENTIONED).bind(post.get()).fetch_all(c).await)
            .store_err()?;
    on!(tx, c =>
        lite sqlx::query(FORGET_LITE).bind(post.get()).bind(Json(handles)).execute(c).await.map(drop),
        pg sqlx::query(FORGET_PG).bind(post.get()).bind(handles).execute(c).await.map(drop))
    .store_err()?;
    let added: Vec<i64> = on!(tx, c =>
        lite sqlx::query_scalar(ADD_LITE).bind(post.get()).bind(Json(handles)).bind(author.get()).fetch_all(c).await,
        pg sqlx::query_scalar(ADD_PG).bind(post.get()).bind(handles).bind(author.get()).fetch_all(c).await)
    .store_err()?;
    let mut known: HashSet<i64> = before.into_iter().collect();
    let new = added.into_iter().filter(|user| known.insert(*user));
    Ok(new.map(UserId::new).collect())
}

pub(super) async fn of_posts(
    tx: &mut SqlTx,
    viewer: UserId,
    posts: &[PostId],
) -> Result<Vec<(PostId, Mention)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let rows: Vec<MentionRow> = on!(tx, c =>
        lite sqlx::query_as(OF_POSTS_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(OF_POSTS_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
    .store_err()?;
    let mentions = rows.into_iter().map(|row| {
        let mention = Mention {
            written: row.written,
            user: row.user.into(),
        };
        (PostId::new(row.post_id), mention)
    });
    Ok(mentions.collect())
}

pub(super) async fn unreached(
    tx: &mut SqlTx,
    post: PostId,
) -> Result<Vec<UserSummary>, StoreError> {
    let rows: Vec<MemberRow> =
        on!(tx, c => sqlx::query_as(UNREACHED).bind(post.get()).fetch_all(c).await).store_err()?;
    Ok(rows.into_iter().map(UserSummary::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const MENTIONS: &[Asked] = &[
        asked(CLEAR, &["7"]),
        asked(MENTIONED, &["7"]),
        asked_apart(FORGET_LITE, FORGET_PG, &["7", "{ada,ben}"]),
        asked_apart(ADD_LITE, ADD_PG, &["7", "{ada,ben}", "8"]),
        asked_apart(OF_POSTS_LITE, OF_POSTS_PG, &["7", "{7,8}"]),
        asked(UNREACHED, &["7"]),
    ];
    each_engine!(the_mentioned_are_found_by_their_posts, MENTIONS);
}
