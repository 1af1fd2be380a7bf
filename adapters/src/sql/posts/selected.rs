//! The people whom posts name.

use std::collections::HashSet;

use kith_core::{
    profiles::UserSummary,
    shared::{
        id::{MediaId, PostId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    store::{SqlTx, on},
};

const CLEAR: &str = "delete from post_selected where post_id = $1";

/// `u` may be named by the author to whom their side `r` of the relation is: they follow or are friends, and are there.
macro_rules! may_be_named {
    () => {
        "not r.severed and (r.follow = 'following' or r.friendship = 'friends') and u.suspended_at is null"
    };
}

/// Those among the given who may be named.
macro_rules! name {
    ($given:literal) => {
        concat!(
            "insert into post_selected (post_id, user_id) select $1, u.id from relations r join users u on u.id = r.user_id \
             where r.other_id = $2 and r.user_id in (",
            $given,
            ") and ",
            may_be_named!(),
            " on conflict (post_id, user_id) do nothing returning user_id"
        )
    };
}
const NAME_LITE: &str = name!("select value from json_each($3)");
const NAME_PG: &str = name!("select unnest($3)");

/// Who may not be named any more is not listed: the author could not store the list again.
macro_rules! of_posts {
    ($given:literal) => {
        concat!(
            "select s.post_id, u.id, u.handle, u.first_name, u.last_name, u.nickname, u.avatar_id, u.is_private \
             from post_selected s join posts p on p.id = s.post_id join users u on u.id = s.user_id \
             join relations r on r.user_id = s.user_id and r.other_id = p.author_id \
             where s.post_id in (",
            $given,
            ") and ",
            may_be_named!(),
            " order by s.post_id, u.first_name, u.last_name, u.id"
        )
    };
}
const OF_POSTS_LITE: &str = of_posts!("select value from json_each($1)");
const OF_POSTS_PG: &str = of_posts!("select unnest($1)");

#[derive(FromRow)]
struct NameRow {
    post_id: i64,
    id: i64,
    handle: String,
    first_name: String,
    last_name: String,
    nickname: Option<String>,
    avatar_id: Option<i64>,
    is_private: bool,
}

pub(super) async fn set(
    tx: &mut SqlTx,
    author: UserId,
    post: PostId,
    names: &[UserId],
) -> Result<Vec<usize>, StoreError> {
    clear(tx, post).await?;
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = names.iter().map(|name| name.get()).collect();
    let stored: Vec<i64> = on!(tx, c =>
        lite sqlx::query_scalar(NAME_LITE).bind(post.get()).bind(author.get()).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_scalar(NAME_PG).bind(post.get()).bind(author.get()).bind(&ids).fetch_all(c).await)
    .store_err()?;
    let stored: HashSet<i64> = stored.into_iter().collect();
    let places = ids.iter().enumerate();
    Ok(places
        .filter(|(_, id)| !stored.contains(id))
        .map(|(place, _)| place)
        .collect())
}

pub(super) async fn clear(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(CLEAR).bind(post.get()).execute(c).await.map(drop)).store_err()
}

pub(super) async fn of_posts(
    tx: &mut SqlTx,
    posts: &[PostId],
) -> Result<Vec<(PostId, UserSummary)>, StoreError> {
    let ids: Vec<i64> = posts.iter().map(|post| post.get()).collect();
    let rows: Vec<NameRow> = on!(tx, c =>
        lite sqlx::query_as(OF_POSTS_LITE).bind(id_list(&ids)).fetch_all(c).await,
        pg sqlx::query_as(OF_POSTS_PG).bind(&ids).fetch_all(c).await)
    .store_err()?;
    Ok(rows.into_iter().map(NameRow::name).collect())
}

impl NameRow {
    fn name(self) -> (PostId, UserSummary) {
        let summary = UserSummary {
            id: UserId::new(self.id),
            handle: self.handle,
            first_name: self.first_name,
            last_name: self.last_name,
            nickname: self.nickname,
            avatar: self.avatar_id.map(MediaId::new),
            is_private: self.is_private,
        };
        (PostId::new(self.post_id), summary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const NAMES: &[Asked] = &[
        asked(CLEAR, &["7"]),
        asked_apart(NAME_LITE, NAME_PG, &["7", "8", "{8,9}"]),
        asked_apart(OF_POSTS_LITE, OF_POSTS_PG, &["{7,8}"]),
    ];
    each_engine!(the_named_are_found_by_their_posts, NAMES);
}
