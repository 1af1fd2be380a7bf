//! The posts that members pinned.

use async_trait::async_trait;
use kith_core::{
    posts::{AuthoredPost, PinRepo},
    shared::{
        id::{GroupId, PostId, UserId},
        store::StoreError,
    },
};

use super::rows::{AuthoredRow, authored_columns};
use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::listed,
};

const PIN: &str = "\
insert into pinned_posts (user_id, post_id) values ($1, $2) \
on conflict (user_id) do update set post_id = excluded.post_id";
const UNPIN: &str = "delete from pinned_posts where user_id = $1 and post_id = $2";
const PINNED: &str = concat!(
    "select ",
    authored_columns!(viewer "$1"),
    " from pinned_posts pp cross join posts p cross join users a \
     where pp.user_id = $2 and p.id = pp.post_id and p.audience <> 'group' and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1")
);

const PINNED_IN_GROUP: &str = "\
select gp.post_id from group_pins gp cross join posts p where gp.group_id = $1 and p.id = gp.post_id and p.deleted_at is null \
order by gp.pin_key desc";
const PIN_IN_GROUP: &str = "insert into group_pins (post_id, group_id, pin_key) values ($2, $1, $3) on conflict do nothing";
const UNPIN_IN_GROUP: &str = "delete from group_pins where post_id = $1";
const PINS_OF_GROUP: &str = concat!(
    "select ",
    authored_columns!(viewer "$1"),
    " from group_pins gp cross join posts p cross join users a \
     where gp.group_id = $2 and p.id = gp.post_id and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1"),
    " order by gp.pin_key desc"
);

#[async_trait]
impl PinRepo for SqlTx {
    async fn pin_post(&mut self, author: UserId, post: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(PIN).bind(author.get()).bind(post.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn unpin_post(&mut self, author: UserId, post: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(UNPIN).bind(author.get()).bind(post.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn pinned_in_group(&mut self, group: GroupId) -> Result<Vec<PostId>, StoreError> {
        let ids: Vec<i64> = on!(self, c => sqlx::query_scalar(PINNED_IN_GROUP).bind(group.get()).fetch_all(c).await)
            .store_err()?;
        Ok(ids.into_iter().map(PostId::new).collect())
    }

    async fn pin_in_group(
        &mut self,
        group: GroupId,
        post: PostId,
        key: i64,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(PIN_IN_GROUP).bind(group.get()).bind(post.get()).bind(key).execute(c).await.map(drop))
            .store_err()
    }

    async fn unpin_in_group(&mut self, post: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(UNPIN_IN_GROUP).bind(post.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn pins_of_group(
        &mut self,
        viewer: UserId,
        group: GroupId,
    ) -> Result<Vec<AuthoredPost>, StoreError> {
        let rows: Vec<AuthoredRow> = on!(self, c => sqlx::query_as(PINS_OF_GROUP)
            .bind(viewer.get()).bind(group.get()).fetch_all(c).await)
        .store_err()?;
        rows.into_iter().map(AuthoredRow::authored).collect()
    }

    async fn pin_of(
        &mut self,
        viewer: UserId,
        author: UserId,
    ) -> Result<Option<AuthoredPost>, StoreError> {
        let row: Option<AuthoredRow> = on!(self, c => sqlx::query_as(PINNED)
            .bind(viewer.get()).bind(author.get())
            .fetch_optional(c).await)
        .store_err()?;
        row.map(AuthoredRow::authored).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const PINS: &[Asked] = &[
        asked(UNPIN, &["7", "8"]),
        asked(PINNED, &["7", "8"]),
        asked(PINNED_IN_GROUP, &["7"]),
        asked(UNPIN_IN_GROUP, &["8"]),
        asked(PINS_OF_GROUP, &["7", "8"]),
    ];
    each_engine!(what_is_pinned_is_looked_up, PINS);
}
