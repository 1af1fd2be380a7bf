//! Timelines that grew long are cut off.

use async_trait::async_trait;
use kith_core::{
    feeds::{LongTimelines, TrimRepo},
    shared::{
        id::{PostId, UserId},
        store::StoreError,
    },
};

use crate::sql::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// Of the next `$2` members after `$1` the post at place `$3` of each timeline that has one at place `$4`, from the
/// newest, counted from 0.
const TOO_LONG: &str = "\
select u.id, case when (select t.post_id from timelines t where t.user_id = u.id order by t.post_id desc limit 1 offset $4) \
is not null then \
(select t.post_id from timelines t where t.user_id = u.id order by t.post_id desc limit 1 offset $3) end as upto \
from users u where u.id > $1 order by u.id limit $2";

const END_AT: &str = "\
insert into timeline_ends (user_id, post_id) select u.id, $2 from users u where u.id = $1 \
on conflict (user_id) do update set post_id = excluded.post_id where excluded.post_id > timeline_ends.post_id";

/// Of the posts from `$2` down the oldest ones, up to place `$3`, counted from 0.
const FORGET: &str = "\
delete from timelines where user_id = $1 and post_id <= coalesce((select t.post_id from timelines t \
where t.user_id = $1 and t.post_id <= $2 order by t.post_id limit 1 offset $3), $2)";

#[async_trait]
impl TrimRepo for SqlTx {
    async fn long_timelines(
        &mut self,
        after: UserId,
        members: u32,
        keep: u32,
        bear: u32,
    ) -> Result<LongTimelines, StoreError> {
        let rows: Vec<(i64, Option<i64>)> = on!(self, c => sqlx::query_as(TOO_LONG)
            .bind(after.get()).bind(i64::from(members)).bind(i64::from(keep)).bind(i64::from(bear))
            .fetch_all(c).await)
        .store_err()?;
        let last = rows.last().map(|(user, _)| UserId::new(*user));
        let cuts = rows
            .into_iter()
            .filter_map(|(user, upto)| Some((UserId::new(user), PostId::new(upto?))));
        Ok(LongTimelines {
            cuts: cuts.collect(),
            last,
        })
    }

    async fn cut_timeline(
        &mut self,
        reader: UserId,
        upto: PostId,
        most: u32,
    ) -> Result<u64, StoreError> {
        on!(self, c => sqlx::query(END_AT).bind(reader.get()).bind(upto.get()).execute(c).await.map(drop))
            .store_err()?;
        on!(self, c => sqlx::query(FORGET).bind(reader.get()).bind(upto.get()).bind(i64::from(most.saturating_sub(1)))
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, each_engine};

    const TRIMMING: &[Asked] = &[
        asked(TOO_LONG, &["7", "200", "1000", "1250"])
            .sorting(0)
            .walking(&["users_pkey"]),
        asked(END_AT, &["7", "8500"]),
        asked(FORGET, &["7", "8500", "500"]).sorting(0),
    ];
    each_engine!(a_timeline_is_walked_from_its_ends, TRIMMING);
}
