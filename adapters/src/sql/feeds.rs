//! Lists of posts.

use async_trait::async_trait;
use kith_core::{
    feeds::{FeedRepo, ProfileRef, Wall},
    posts::AuthoredPost,
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns},
    store::{SqlTx, on},
    visibility::listed,
};

/// Two arms, each in the order of an index of its own and so merged without sorting: the viewer's own posts, and
/// the public posts of others. What an arm repeats of the rule is what lets it use its partial index; `cross join`
/// keeps SQLite from starting with the authors.
const HOME: &str = concat!(
    "select ",
    authored_columns!(),
    " from posts p cross join users a \
     where p.author_id = $1 and p.deleted_at is null and p.id < $2 and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1"),
    " union all select ",
    authored_columns!(),
    " from posts p cross join users a \
     where p.audience = 'public' and p.deleted_at is null and p.author_id <> $1 and p.id < $2 \
     and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1"),
    " order by id desc limit $3"
);
const PROFILE: &str = concat!(
    "select ",
    authored_columns!(),
    " from posts p cross join users a \
     where p.author_id = $2 and p.deleted_at is null and p.id < $3 and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1"),
    " order by p.id desc limit $4"
);
const WALL_BY_ID: &str = "select id, is_private from users where id = $1 and suspended_at is null";
const WALL_BY_HANDLE: &str =
    "select id, is_private from users where handle_key = $1 and suspended_at is null";

#[async_trait]
impl FeedRepo for SqlTx {
    async fn home_posts(
        &mut self,
        viewer: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let rows: Vec<AuthoredRow> = on!(self, c => sqlx::query_as(HOME)
            .bind(viewer.get()).bind(below(after)).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        page(rows, limit)
    }

    async fn profile_posts(
        &mut self,
        viewer: UserId,
        author: UserId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let rows: Vec<AuthoredRow> = on!(self, c => sqlx::query_as(PROFILE)
            .bind(viewer.get()).bind(author.get()).bind(below(after)).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        page(rows, limit)
    }

    async fn find_wall(&mut self, whose: &ProfileRef) -> Result<Option<Wall>, StoreError> {
        let row: Option<(i64, bool)> = match whose {
            ProfileRef::Id(id) => {
                on!(self, c => sqlx::query_as(WALL_BY_ID).bind(id.get()).fetch_optional(c).await)
            }
            ProfileRef::Handle(handle) => {
                on!(self, c => sqlx::query_as(WALL_BY_HANDLE).bind(handle).fetch_optional(c).await)
            }
        }
        .store_err()?;
        Ok(row.map(|(owner, is_private)| Wall {
            owner: UserId::new(owner),
            is_private,
        }))
    }
}

/// Ids are positive and grow with time: the first page is what is below the largest.
fn below(after: After) -> i64 {
    after.unwrap_or(i64::MAX)
}

fn page(rows: Vec<AuthoredRow>, limit: Limit) -> Result<Page<AuthoredPost>, StoreError> {
    let posts: Vec<AuthoredPost> = rows
        .into_iter()
        .map(AuthoredRow::authored)
        .collect::<Result<_, _>>()?;
    Ok(Page::cut(posts, limit, |found| found.post.id.get()))
}
