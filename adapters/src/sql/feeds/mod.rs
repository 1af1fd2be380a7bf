//! Lists of posts.

use async_trait::async_trait;
use kith_core::{
    feeds::{FeedRepo, ProfileRef, Wall},
    posts::AuthoredPost,
    profiles::Relation,
    shared::{
        id::UserId,
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns},
    profiles::rows::{PrivacyRow, privacy_columns},
    store::{SqlTx, on},
    visibility::{closeness, listed, severed},
};

/// Two arms, each in the order of an index of its own and so merged without sorting: the viewer's own posts, and
/// the public posts of others. What an arm repeats of the rule is what lets it use its partial index; `left join`
/// keeps SQLite from starting with the authors, or building a filter of all of them: every post has one.
const HOME: &str = concat!(
    "select ",
    authored_columns!(viewer "$1"),
    " from posts p left join users a on a.id = p.author_id \
     where p.author_id = $1 and p.deleted_at is null and p.id < $2 and ",
    listed!(post "p", author "a", viewer "$1"),
    " union all select ",
    authored_columns!(viewer "$1"),
    " from posts p left join users a on a.id = p.author_id \
     where p.audience = 'public' and p.deleted_at is null and p.author_id <> $1 and p.id < $2 and ",
    listed!(post "p", author "a", viewer "$1"),
    " order by id desc limit $3"
);
const PROFILE: &str = concat!(
    "select ",
    authored_columns!(viewer "$1"),
    " from posts p left join users a on a.id = p.author_id \
     where p.author_id = $2 and p.deleted_at is null and p.id < $3 and ",
    listed!(post "p", author "a", viewer "$1"),
    " order by p.id desc limit $4"
);
/// A profile before a viewer, by whatever names it.
macro_rules! wall {
    ($named:literal) => {
        concat!(
            "select u.id, u.is_private, cast(",
            closeness!(viewer "$2", other "u.id"),
            " as bigint) as closeness, ",
            privacy_columns!(),
            " from users u join profile_privacy p on p.user_id = u.id where ",
            $named,
            " = $1 and u.suspended_at is null and not ",
            severed!(viewer "$2", other "u.id")
        )
    };
}
const WALL_BY_ID: &str = wall!("u.id");
const WALL_BY_HANDLE: &str = wall!("u.handle_key");

#[derive(sqlx::FromRow)]
struct WallRow {
    id: i64,
    is_private: bool,
    closeness: i64,
    #[sqlx(flatten)]
    privacy: PrivacyRow,
}

impl WallRow {
    fn wall(self, viewer: UserId) -> Result<Wall, StoreError> {
        let relation = match self.closeness {
            _ if self.id == viewer.get() => Relation::Myself,
            3 => Relation::Friend,
            2 => Relation::Follower,
            _ => Relation::Stranger,
        };
        Ok(Wall {
            owner: UserId::new(self.id),
            is_private: self.is_private,
            relation,
            privacy: self.privacy.privacy()?,
        })
    }
}

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

    async fn find_wall(
        &mut self,
        viewer: UserId,
        whose: &ProfileRef,
    ) -> Result<Option<Wall>, StoreError> {
        let row: Option<WallRow> = match whose {
            ProfileRef::Id(id) => on!(self, c => sqlx::query_as(WALL_BY_ID)
                .bind(id.get()).bind(viewer.get()).fetch_optional(c).await),
            ProfileRef::Handle(handle) => on!(self, c => sqlx::query_as(WALL_BY_HANDLE)
                .bind(handle).bind(viewer.get()).fetch_optional(c).await),
        }
        .store_err()?;
        row.map(|row| row.wall(viewer)).transpose()
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

#[cfg(test)]
mod tests {
    use sqlx::AssertSqlSafe;

    use super::*;
    use crate::sql::Database;

    /// 50 authors, 5 000 posts of every audience, one in five deleted.
    const FILL: [&str; 3] = [
        "with recursive n (id) as (select 1 union all select id + 1 from n where id < 50) \
         insert into users (id, email, email_key, password_hash, handle, handle_key, first_name, last_name, \
         date_of_birth, gender, created_at, updated_at) \
         select id, id, id, '', id, id, 'A', 'B', '1990-01-01', 'other', 0, 0 from n",
        "with recursive n (id) as (select 1 union all select id + 1 from n where id < 5000) \
         insert into posts (id, author_id, content, audience, created_at, deleted_at) \
         select id, id % 50 + 1, '', case id % 3 when 0 then 'public' when 1 then 'unlisted' else 'only_me' end, \
         0, case id % 5 when 0 then 1 end from n",
        "analyze",
    ];

    /// What the foreign key asks when a member is deleted.
    const OF_A_LEAVING_AUTHOR: &str = "select 1 from posts where author_id = $1";

    async fn plan(database: &Database, statement: &str, numbers: &[i64]) -> Vec<String> {
        let explain = format!("explain query plan {statement}");
        let mut tx = database.begin().await.unwrap();
        let mut query = sqlx::query_as(AssertSqlSafe(explain));
        for number in numbers {
            query = query.bind(*number);
        }
        let steps: Vec<(i64, i64, i64, String)> = on!(tx, c =>
            lite query.fetch_all(c).await,
            pg panic!("{:?}", c))
        .unwrap();
        steps.into_iter().map(|(.., step)| step).collect()
    }

    #[tokio::test]
    async fn lists_walk_an_index_without_scanning_or_sorting() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open_file(&folder.path().join("kith.db"))
            .await
            .unwrap();
        database.migrate_up().await.unwrap();
        for filled in [false, true] {
            if filled {
                let mut tx = database.begin().await.unwrap();
                for statement in FILL {
                    on!(tx, c => lite sqlx::query(statement).execute(c).await.map(drop), pg panic!("{:?}", c)).unwrap();
                }
                tx.finish().await.unwrap();
            }
            for (statement, numbers) in [
                (HOME, &[7, i64::MAX, 21][..]),
                (PROFILE, &[7, 8, i64::MAX, 21]),
                (OF_A_LEAVING_AUTHOR, &[7]),
            ] {
                let plan = plan(&database, statement, numbers).await;
                assert!(!plan.is_empty());
                let walks = |step: &String| {
                    ["SCAN", "BLOOM", "TEMP B-TREE"]
                        .iter()
                        .all(|costly| !step.contains(costly))
                };
                assert!(plan.iter().all(walks), "{plan:#?}");
            }
        }
    }
}
