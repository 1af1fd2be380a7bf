//! The tags that members follow, and those that begin like what is typed.

use kith_core::{
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
    tags::Tag,
};

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::listed,
};

const FOLLOW: &str = "\
insert into tag_follows (user_id, tag, follow_key) values ($1, $2, $3) on conflict (user_id, tag) do nothing";
const UNFOLLOW: &str = "delete from tag_follows where user_id = $1 and tag = $2";
const FOLLOWS: &str = "select 1 from tag_follows where user_id = $1 and tag = $2";
const COUNT: &str = "select count(*) from tag_follows where user_id = $1";
const LIST: &str = "\
select tag, follow_key from tag_follows where user_id = $1 and follow_key < $2 order by follow_key desc limit $3";
const FOLLOWED_LIKE: &str = "\
select tag from tag_follows where user_id = $1 and tag >= $2 and tag < $2 || '\u{10FFFF}' order by tag limit $3";

/// The first tag of any post that begins like `$2` and comes `$after`.
macro_rules! next_tag {
    ($after:literal) => {
        concat!(
            "(select t.tag from post_tags t where t.tag ",
            $after,
            " and t.tag < $2 || '\u{10FFFF}' order by t.tag limit 1)"
        )
    };
}

/// Of the first 200 tags that begin so, those that one of the newest 20 posts has that the viewer may see listed: a tag
/// of nothing but what is kept from the viewer is not told of.
const USED_LIKE: &str = concat!(
    "with recursive near (tag, place) as (select ",
    next_tag!(">= $2"),
    ", 1 union all select ",
    next_tag!("> near.tag"),
    ", near.place + 1 from near where near.tag is not null and near.place < 200) \
     select near.tag from near where near.tag is not null and exists (select 1 from \
     (select n.post_id from post_tags n where n.tag = near.tag order by n.post_id desc limit 20) newest \
     cross join posts p cross join users a where p.id = newest.post_id and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1"),
    ") order by near.place limit $3"
);

pub(super) async fn follow(
    tx: &mut SqlTx,
    user: UserId,
    tag: &Tag,
    key: i64,
) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(FOLLOW).bind(user.get()).bind(tag.as_str()).bind(key).execute(c).await.map(drop))
        .store_err()
}

pub(super) async fn unfollow(tx: &mut SqlTx, user: UserId, tag: &Tag) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(UNFOLLOW).bind(user.get()).bind(tag.as_str()).execute(c).await.map(drop))
        .store_err()
}

pub(super) async fn follows(tx: &mut SqlTx, user: UserId, tag: &Tag) -> Result<bool, StoreError> {
    let found: Option<(i32,)> = on!(tx, c => sqlx::query_as(FOLLOWS).bind(user.get()).bind(tag.as_str()).fetch_optional(c).await)
        .store_err()?;
    Ok(found.is_some())
}

pub(super) async fn count(tx: &mut SqlTx, user: UserId) -> Result<u32, StoreError> {
    let count: i64 =
        on!(tx, c => sqlx::query_scalar(COUNT).bind(user.get()).fetch_one(c).await).store_err()?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

pub(super) async fn list(
    tx: &mut SqlTx,
    user: UserId,
    after: After,
    limit: Limit,
) -> Result<Page<Tag>, StoreError> {
    let below = after.unwrap_or(i64::MAX);
    let rows: Vec<(String, i64)> = on!(tx, c => sqlx::query_as(LIST)
        .bind(user.get()).bind(below).bind(limit.plus_one()).fetch_all(c).await)
    .store_err()?;
    let page = Page::cut(rows, limit, |(_, key)| *key);
    Ok(page.map(|(tag, _)| Tag::stored(tag)))
}

/// See [`kith_core::tags::TagRepo::tags_like`].
pub(super) async fn like(
    tx: &mut SqlTx,
    viewer: UserId,
    beginning: &str,
    limit: u32,
) -> Result<Vec<Tag>, StoreError> {
    let mut found: Vec<String> = Vec::new();
    for statement in [FOLLOWED_LIKE, USED_LIKE] {
        let tags: Vec<String> = on!(tx, c => sqlx::query_scalar(statement)
            .bind(viewer.get()).bind(beginning).bind(i64::from(limit)).fetch_all(c).await)
        .store_err()?;
        for tag in tags {
            if !found.contains(&tag) {
                found.push(tag);
            }
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(Tag::stored).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const FOLLOWED: &[Asked] = &[
        asked(UNFOLLOW, &["7", "snow"]),
        asked(FOLLOWS, &["7", "snow"]),
        asked(COUNT, &["7"]),
        asked(LIST, &["7", "9223372036854775807", "21"]).sorting(0),
        asked(FOLLOWED_LIKE, &["7", "sn", "8"]).sorting(0),
        asked(USED_LIKE, &["7", "sn", "8"]).walking(&["post_tags_pkey"]),
    ];
    each_engine!(followed_tags_are_walked_by_their_index, FOLLOWED);
}
