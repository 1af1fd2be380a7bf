//! Which groups somebody may care for. `$1` is the viewer, `$2` how many rows are wanted.

use async_trait::async_trait;
use kith_core::{
    groups::{GroupSuggestionRepo, GroupView, MembershipRepo as _},
    shared::{
        id::{GroupId, UserId},
        store::StoreError,
    },
};

use super::{lists, rows::SeenRow, views::views};
use crate::sql::{
    column::{at_most, id_list},
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::severed,
};

/// The group under the alias `g` may be suggested to the viewer: anybody finds it, and nothing was ever between the two.
macro_rules! suggestible {
    () => {
        concat!(
            "g.privacy <> 'hidden' and g.deleted_at is null \
             and not exists (select 1 from group_members o where o.group_id = g.id and o.user_id = $1) \
             and not exists (select 1 from dismissed_groups d where d.user_id = $1 and d.group_id = g.id) and not ",
            severed!(viewer "$1", other "g.owner_id")
        )
    };
}

/// Those of the two hundred newest friends. Other people's membership is not told to who is outside.
macro_rules! of_friends {
    ($members:literal) => {
        concat!(
            "with counted as materialized (select f.group_id as id, count(*) as friends from \
             (select other_id from relations where user_id = $1 and friendship = 'friends' order by friend_key desc limit 200) r \
             cross join users u cross join ",
            $members,
            " f where u.id = r.other_id and u.suspended_at is null and f.user_id = r.other_id and f.belongs group by f.group_id) \
             select g.id from counted c cross join groups g where g.id = c.id and ",
            suggestible!(),
            " order by c.friends desc, g.activity_key desc limit $2"
        )
    };
}
const OF_FRIENDS_LITE: &str = of_friends!("group_members");
/// PostgreSQL is told to look at each friend: left to choose, it would read who belongs to any group.
const OF_FRIENDS_PG: &str = of_friends!(
    "lateral (select * from group_members x where x.user_id = r.other_id and x.belongs offset 0)"
);

/// Of the five hundred where something was posted last.
const ACTIVE: &str = concat!(
    "select g.id from (select id, privacy, deleted_at, owner_id, activity_key from groups \
     where privacy <> 'hidden' and deleted_at is null order by activity_key desc limit 500) g where ",
    suggestible!(),
    " order by g.activity_key desc limit $2"
);

const DISMISS: &str =
    "insert into dismissed_groups (user_id, group_id) values ($1, $2) on conflict do nothing";

#[async_trait]
impl GroupSuggestionRepo for SqlTx {
    async fn groups_of_friends(
        &mut self,
        viewer: UserId,
        limit: usize,
    ) -> Result<Vec<GroupId>, StoreError> {
        ids(self, [OF_FRIENDS_LITE, OF_FRIENDS_PG], viewer, limit).await
    }

    async fn active_groups(
        &mut self,
        viewer: UserId,
        limit: usize,
    ) -> Result<Vec<GroupId>, StoreError> {
        ids(self, [ACTIVE; 2], viewer, limit).await
    }

    async fn groups_by_id(
        &mut self,
        viewer: UserId,
        groups: &[GroupId],
    ) -> Result<Vec<GroupView>, StoreError> {
        let ids: Vec<i64> = groups.iter().map(|group| group.get()).collect();
        let rows: Vec<SeenRow> = on!(self, c =>
            lite sqlx::query_as(lists::GIVEN_LITE).bind(viewer.get()).bind(id_list(&ids)).fetch_all(c).await,
            pg sqlx::query_as(lists::GIVEN_PG).bind(viewer.get()).bind(&ids).fetch_all(c).await)
        .store_err()?;
        views(self, viewer, rows).await
    }

    async fn dismiss_group(&mut self, viewer: UserId, group: GroupId) -> Result<bool, StoreError> {
        if self.known_standing(viewer, group).await?.is_none() {
            return Ok(false);
        }
        on!(self, c => sqlx::query(DISMISS).bind(viewer.get()).bind(group.get()).execute(c).await.map(drop))
            .store_err()?;
        Ok(true)
    }
}

async fn ids(
    tx: &mut SqlTx,
    statements: [&'static str; 2],
    viewer: UserId,
    limit: usize,
) -> Result<Vec<GroupId>, StoreError> {
    let statement = tx.of_engine(statements);
    let ids: Vec<i64> = on!(tx, c => sqlx::query_scalar(statement)
        .bind(viewer.get()).bind(at_most(limit)).fetch_all(c).await)
    .store_err()?;
    Ok(ids.into_iter().map(GroupId::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const SUGGESTIONS: &[Asked] = &[
        asked_apart(OF_FRIENDS_LITE, OF_FRIENDS_PG, &["7", "50"]),
        asked(ACTIVE, &["7", "50"]).walking(&["groups_found_by_activity"]),
    ];
    each_engine!(suggestions_read_no_more_than_is_limited, SUGGESTIONS);
}
