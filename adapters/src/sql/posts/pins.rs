//! The posts that members pinned.

use async_trait::async_trait;
use kith_core::{
    posts::{AuthoredPost, PinRepo},
    shared::{
        id::{PostId, UserId},
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
     where pp.user_id = $2 and p.id = pp.post_id and a.id = p.author_id and ",
    listed!(post "p", author "a", viewer "$1")
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

    async fn pinned_of(
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

    const PINS: &[Asked] = &[asked(UNPIN, &["7", "8"]), asked(PINNED, &["7", "8"])];
    each_engine!(what_is_pinned_is_looked_up, PINS);
}
