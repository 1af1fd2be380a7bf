//! Lists of posts, and the timelines that home is read from.

mod for_you;
mod group;
mod home;
mod planting;
mod tagged;
mod timelines;
mod trimming;

use async_trait::async_trait;
use kith_core::{
    feeds::{FeedRepo, ProfileRef, Wall},
    posts::AuthoredPost,
    profiles::Relation,
    shared::{
        id::{GroupId, PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
    tags::Tag,
};

use super::{
    error::StoreResult as _,
    posts::rows::{AuthoredRow, authored_columns, authored_json},
    profiles::rows::{PrivacyRow, privacy_columns},
    store::{SqlTx, on},
    visibility::{closeness, listed, severed},
};
pub(super) use tagged::count_tagged;

/// Without the post `$5`, which is shown before them.
macro_rules! profile {
    () => {
        concat!(
            "select ",
            authored_columns!(closeness closeness!(viewer "$1", other "$2")),
            " from posts p left join users a on a.id = p.author_id \
             where p.author_id = $2 and p.deleted_at is null and p.audience <> 'group' and p.id < $3 \
             and p.id <> $5 and ",
            listed!(post "p", author "a", viewer "$1", closeness closeness!(viewer "$1", other "$2")),
            " order by p.id desc limit $4"
        )
    };
}
const PROFILE_LITE: &str = authored_json!(profile!());
const PROFILE_PG: &str = profile!();
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

/// The rows of a list of posts, with these numbers bound.
pub(super) async fn posts<const N: usize>(
    tx: &mut SqlTx,
    lite: &'static str,
    pg: &'static str,
    numbers: [i64; N],
) -> Result<Vec<AuthoredRow>, StoreError> {
    on!(tx, c =>
    lite {
        let mut query = sqlx::query_scalar(lite);
        for number in numbers {
            query = query.bind(number);
        }
        let rows: String = query.fetch_one(c).await.store_err()?;
        AuthoredRow::read_all(&rows)
    },
    pg {
        let mut query = sqlx::query_as(pg);
        for number in numbers {
            query = query.bind(number);
        }
        query.fetch_all(c).await.store_err()
    })
}

#[async_trait]
impl FeedRepo for SqlTx {
    async fn home_posts(
        &mut self,
        viewer: UserId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let above = above(since);
        let mut rows = posts(
            self,
            home::FOLLOWING_LITE,
            home::FOLLOWING_PG,
            [viewer.get(), below(after), above, limit.plus_one()],
        )
        .await?;
        let missing = limit.plus_one() - i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if missing > 0 {
            rows.extend(self.older_posts(viewer, above, after, missing).await?);
        }
        page(rows, limit)
    }

    async fn everyones_posts(
        &mut self,
        viewer: UserId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let rows = posts(
            self,
            home::EVERYONE_LITE,
            home::EVERYONE_PG,
            [viewer.get(), below(after), above(since), limit.plus_one()],
        )
        .await?;
        page(rows, limit)
    }

    async fn follows_anyone(&mut self, viewer: UserId) -> Result<bool, StoreError> {
        let found: Option<(i64,)> =
            on!(self, c => sqlx::query_as(home::FOLLOWS_ANYONE).bind(viewer.get()).fetch_optional(c).await)
                .store_err()?;
        Ok(found.is_some())
    }

    async fn profile_posts(
        &mut self,
        viewer: UserId,
        author: UserId,
        pinned: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let numbers = [
            viewer.get(),
            author.get(),
            below(after),
            limit.plus_one(),
            pinned.map_or(0, PostId::get),
        ];
        let rows = posts(self, PROFILE_LITE, PROFILE_PG, numbers).await?;
        page(rows, limit)
    }

    async fn tagged_posts(
        &mut self,
        viewer: UserId,
        tag: &Tag,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let numbers = [below(after), above(since), limit.plus_one()];
        let rows = tagged::list(self, viewer, tag, numbers).await?;
        page(rows, limit)
    }

    async fn group_posts(
        &mut self,
        viewer: UserId,
        group: GroupId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        let numbers = [below(after), above(since), limit.plus_one()];
        let rows = group::list(self, viewer, group, numbers).await?;
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

impl SqlTx {
    /// What home holds below the end of the viewer's timeline, if that was cut off.
    async fn older_posts(
        &mut self,
        viewer: UserId,
        above: i64,
        after: After,
        most: i64,
    ) -> Result<Vec<AuthoredRow>, StoreError> {
        let end: Option<i64> = on!(self, c => sqlx::query_scalar(home::END)
            .bind(viewer.get()).bind(above).fetch_optional(c).await)
        .store_err()?;
        let Some(end) = end else {
            return Ok(Vec::new());
        };
        let below = below(after).min(end.saturating_add(1));
        posts(
            self,
            home::OLDER_LITE,
            home::OLDER_PG,
            [viewer.get(), below, above, most],
        )
        .await
    }
}

/// Every id is above zero.
fn above(since: Option<PostId>) -> i64 {
    since.map_or(0, PostId::get)
}

/// Ids are positive and grow with time: the first page is what is below the largest.
pub(super) fn below(after: After) -> i64 {
    after.unwrap_or(i64::MAX)
}

pub(super) fn page(rows: Vec<AuthoredRow>, limit: Limit) -> Result<Page<AuthoredPost>, StoreError> {
    let posts: Vec<AuthoredPost> = rows
        .into_iter()
        .map(AuthoredRow::authored)
        .collect::<Result<_, _>>()?;
    Ok(Page::cut(posts, limit, |found| found.post.id.get()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine, lite};

    /// What the foreign key asks when a member is deleted.
    const OF_A_LEAVING_AUTHOR: &str = "select 1 from posts where author_id = $1";

    const PAGE: &[&str] = &["7", "9223372036854775807", "0", "21"];
    /// The arms of home are sorted to be merged, and so are the newest posts of those who are pulled and of the groups.
    const LISTS: &[Asked] = &[
        asked_apart(home::FOLLOWING_LITE, home::FOLLOWING_PG, PAGE).sorting(7),
        asked_apart(home::OLDER_LITE, home::OLDER_PG, PAGE).sorting(6),
        asked(home::END, &["7", "0"]),
        asked_apart(home::EVERYONE_LITE, home::EVERYONE_PG, PAGE)
            .sorting(5)
            .walking(&["posts_public"]),
        asked(home::FOLLOWS_ANYONE, &["7"]),
        asked_apart(
            PROFILE_LITE,
            PROFILE_PG,
            &["7", "8", "9223372036854775807", "21", "9"],
        )
        .sorting(0),
        asked(WALL_BY_ID, &["8", "7"]),
        asked(WALL_BY_HANDLE, &["amara", "7"]),
        asked(OF_A_LEAVING_AUTHOR, &["7"]),
    ];
    each_engine!(lists_walk_an_index_without_reading_a_table, LISTS);

    /// Only the innermost of the joins is left early: at the first of an author's posts that is below the page.
    #[tokio::test]
    async fn of_followed_authors_the_posts_are_read_last() {
        let statements = [
            asked_apart(home::FOLLOWING_LITE, home::FOLLOWING_PG, PAGE),
            asked_apart(home::OLDER_LITE, home::OLDER_PG, PAGE),
        ];
        lite::each_plan(&statements, |statement, plan| {
            let joined: Vec<&str> = plan
                .iter()
                .skip_while(|step| !step.starts_with("SEARCH r USING INDEX relations_"))
                .filter_map(|step| step.strip_prefix("SEARCH ")?.split(' ').next())
                .filter(|table| ["r", "a", "p"].contains(table))
                .take(3)
                .collect();
            assert_eq!(joined, ["r", "a", "p"], "{statement}\n{plan:#?}");
        })
        .await;
    }
}
