//! Timelines.

use async_trait::async_trait;
use kith_core::{
    feeds::TimelineRepo,
    shared::{
        id::{PostId, UserId},
        store::StoreError,
    },
};

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
    visibility::listed,
};

pub(super) const SPREAD: &str = concat!(
    "insert into timelines (user_id, post_id, author_id) select r.user_id, p.id, p.author_id \
     from posts p cross join users a cross join relations r \
     where p.id = $1 and a.id = p.author_id and r.other_id = p.author_id and r.follow = 'following' and not r.pulled and ",
    listed!(post "p", author "a", viewer "r.user_id"),
    " on conflict do nothing"
);

macro_rules! fill {
    ($readers:literal) => {
        concat!(
            "insert into timelines (user_id, post_id, author_id) select r.user_id, newest.id, newest.author_id \
             from (select n.id, n.author_id, n.audience, n.deleted_at from posts n \
             where n.author_id = $1 and n.deleted_at is null order by n.id desc limit $2) newest \
             cross join users a cross join relations r \
             where a.id = newest.author_id and r.other_id = $1 and r.follow = 'following' and not r.pulled and ",
            $readers,
            listed!(post "newest", author "a", viewer "r.user_id"),
            " on conflict do nothing"
        )
    };
}
pub(super) const FILL_ONE: &str = fill!("r.user_id = $3 and ");
const FILL_ALL: &str = fill!("");

pub(super) const CLEAR: &str = "delete from timelines where user_id = $1 and author_id = $2";

const PULL: &str = "\
update relation_counts set is_pulled = true where user_id = $1 and not is_pulled and followers > $2";
pub(super) const PULL_FOR_ALL: &str = "\
update relations set pulled = true where other_id = $1 and follow = 'following' and not pulled";
/// Who followed while the author became pulled.
const PULL_FOR_ONE: &str = "\
update relations set pulled = true where user_id = $2 and other_id = $1 and follow = 'following' and not pulled \
and exists (select 1 from relation_counts c where c.user_id = $1 and c.is_pulled)";

#[async_trait]
impl TimelineRepo for SqlTx {
    async fn spread_post(&mut self, post: PostId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(SPREAD).bind(post.get()).execute(c).await.map(drop)).store_err()
    }

    async fn fill_timeline(
        &mut self,
        reader: UserId,
        author: UserId,
        most: u32,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(FILL_ONE)
            .bind(author.get()).bind(i64::from(most)).bind(reader.get())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn fill_followers(&mut self, author: UserId, most: u32) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(FILL_ALL).bind(author.get()).bind(i64::from(most)).execute(c).await.map(drop))
            .store_err()
    }

    async fn clear_timeline(&mut self, reader: UserId, author: UserId) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(CLEAR).bind(reader.get()).bind(author.get()).execute(c).await.map(drop))
            .store_err()
    }

    async fn pull_when_big(
        &mut self,
        author: UserId,
        follower: UserId,
        above: u32,
    ) -> Result<(), StoreError> {
        let became = on!(self, c => sqlx::query(PULL).bind(author.get()).bind(i64::from(above))
            .execute(c).await.map(|done| done.rows_affected() == 1))
        .store_err()?;
        if became {
            return on!(self, c => sqlx::query(PULL_FOR_ALL).bind(author.get()).execute(c).await.map(drop))
                .store_err();
        }
        on!(self, c => sqlx::query(PULL_FOR_ONE).bind(author.get()).bind(follower.get()).execute(c).await.map(drop))
            .store_err()
    }
}
