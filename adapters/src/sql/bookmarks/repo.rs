//! The repository.

use async_trait::async_trait;
use kith_core::{
    bookmarks::BookmarkRepo,
    posts::AuthoredPost,
    shared::{
        id::{PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns},
    store::{SqlTx, on},
    visibility::visible,
};

const ADD: &str = "\
insert into bookmarks (user_id, post_id, bookmark_key) values ($1, $2, $3) on conflict (user_id, post_id) do nothing";
const REMOVE: &str = "delete from bookmarks where user_id = $1 and post_id = $2";
const CLEAR: &str = "delete from bookmarks where post_id = $1";
/// `$1` looks at their own; `$2` is the key before which the page starts, `$3` how many rows.
const LIST: &str = concat!(
    "select b.bookmark_key, ",
    authored_columns!(viewer "$1"),
    " from bookmarks b cross join posts p cross join users a \
     where b.user_id = $1 and b.bookmark_key < $2 and p.id = b.post_id and a.id = p.author_id and ",
    visible!(post "p", author "a", viewer "$1"),
    " order by b.bookmark_key desc limit $3"
);

#[derive(FromRow)]
struct BookmarkRow {
    bookmark_key: i64,
    #[sqlx(flatten)]
    post: AuthoredRow,
}

#[async_trait]
impl BookmarkRepo for SqlTx {
    async fn add_bookmark(
        &mut self,
        user: UserId,
        post: PostId,
        key: i64,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(ADD)
            .bind(user.get()).bind(post.get()).bind(key)
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn remove_bookmark(&mut self, user: UserId, post: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(REMOVE).bind(user.get()).bind(post.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn bookmarked_posts(
        &mut self,
        user: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        // Keys are positive and grow with time: the first page is what is before the largest.
        let before = after.unwrap_or(i64::MAX);
        let rows: Vec<BookmarkRow> = on!(self, c => sqlx::query_as(LIST)
            .bind(user.get()).bind(before).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        let Page { items, next } = Page::cut(rows, limit, |row| row.bookmark_key);
        let posts = items.into_iter().map(|row| row.post.authored());
        Ok(Page {
            items: posts.collect::<Result<_, _>>()?,
            next,
        })
    }
}

/// Nobody keeps the post any more.
pub(in crate::sql) async fn clear(tx: &mut SqlTx, post: PostId) -> Result<(), StoreError> {
    on!(tx, c => sqlx::query(CLEAR).bind(post.get()).execute(c).await.map(drop)).store_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const BOOKMARKS: &[Asked] = &[
        asked(REMOVE, &["7", "8"]),
        asked(CLEAR, &["8"]),
        asked(LIST, &["7", "9223372036854775807", "21"]).sorting(0),
    ];
    each_engine!(bookmarks_are_walked_by_their_owner, BOOKMARKS);
}
