//! Whole timelines at once, for seeds.

use kith_core::shared::store::StoreError;

use crate::sql::{error::StoreResult as _, pool::Database, store::on, visibility::listed};

const PULL: &str = "update relation_counts set is_pulled = true where followers > $1";
const PULL_FOR_ALL: &str = "\
update relations set pulled = true where follow = 'following' \
and other_id in (select user_id from relation_counts where is_pulled)";
const WRITE: &str = concat!(
    "insert into timelines (user_id, post_id, author_id) select r.user_id, p.id, p.author_id \
     from posts p cross join users a cross join relations r \
     where p.id > coalesce((select id from posts order by id desc limit 1 offset $1), 0) \
     and a.id = p.author_id and r.other_id = p.author_id and r.follow = 'following' and not r.pulled and ",
    listed!(post "p", author "a", viewer "r.user_id"),
    " order by r.user_id, p.id on conflict do nothing"
);
const END: &str = "\
insert into timeline_ends (user_id, post_id) select u.id, oldest.id from users u \
cross join (select id from posts order by id desc limit 1 offset $1) oldest where true on conflict do nothing";

impl Database {
    /// Writes the newest `posts` into the timelines of those who follow their authors, and ends everybody's timeline
    /// there; who has more than `pull_above` followers becomes pulled.
    pub async fn plant_timelines(&self, posts: u32, pull_above: u32) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c => sqlx::query(PULL).bind(i64::from(pull_above)).execute(c).await.map(drop))
            .store_err()?;
        on!(tx, c => sqlx::query(PULL_FOR_ALL).execute(c).await.map(drop)).store_err()?;
        on!(tx, c => sqlx::query(WRITE).bind(i64::from(posts)).execute(c).await.map(drop))
            .store_err()?;
        on!(tx, c => sqlx::query(END).bind(i64::from(posts)).execute(c).await.map(drop))
            .store_err()?;
        tx.finish().await
    }
}
