//! Whole timelines at once, for seeds.

use kith_core::shared::store::StoreError;

use crate::sql::{error::StoreResult as _, pool::Database, store::on};

/// Everybody's relations are walked in their own order, which is nearly that of the timelines: SQLite fills the table from
/// its beginning to its end. Unless told, it walks them by followers, and looks all over the table. The posts are few and
/// lie in memory.
const WRITE: &str = "\
with recent as materialized (select id, author_id, audience from posts \
where id > coalesce((select id from posts where group_id is null order by id desc limit 1 offset $1), 0) and deleted_at is null \
and audience in ('public', 'followers', 'friends')) \
insert into timelines (user_id, post_id, author_id) select r.user_id, p.id, p.author_id \
from relations r cross join recent p \
where p.author_id = r.other_id and r.follow = 'following' and not r.pulled \
and (p.audience <> 'friends' or r.friendship = 'friends') order by r.user_id, r.other_id";
const END: &str = "\
insert into timeline_ends (user_id, post_id) select u.id, oldest.id from users u \
cross join (select id from posts where group_id is null order by id desc limit 1 offset $1) oldest where true order by u.id on conflict do nothing";

impl Database {
    /// Writes the newest `posts` that are in no group, none of which is for selected people, into the timelines of those who follow their
    /// authors and pull none of them, and ends everybody's timeline there. All timelines must be empty.
    pub async fn plant_timelines(&self, posts: u32) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        on!(tx, c => sqlx::query(WRITE).bind(i64::from(posts)).execute(c).await.map(drop))
            .store_err()?;
        on!(tx, c => sqlx::query(END).bind(i64::from(posts)).execute(c).await.map(drop))
            .store_err()?;
        tx.finish().await
    }
}
