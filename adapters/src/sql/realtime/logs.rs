//! The repository.

use async_trait::async_trait;
use kith_core::{
    realtime::{KEPT, LiveEvent, LiveLogRepo},
    shared::{clock::Timestamp, id::UserId, store::StoreError},
};

use crate::sql::{
    column::id_list,
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// SQLite has one writer: the numbers that the first statement gives are those that the second reads.
const COUNT_ON_LITE: &str = "\
update live_logs set last_seq = last_seq + 1 \
where user_id in (select value from json_each($1)) and connected_at > $2";
const WRITE_LITE: &str = "\
insert into live_events (user_id, seq, event, created_at) select user_id, last_seq, $3, $4 from live_logs \
where user_id in (select value from json_each($1)) and connected_at > $2";
/// Logs are locked in the order of the members: two who tell the same members do not wait for each other.
const TELL_PG: &str = "\
with held as (select user_id from live_logs where user_id = any($1) and connected_at > $2 order by user_id for update), \
told as (update live_logs l set last_seq = l.last_seq + 1 from held h where l.user_id = h.user_id \
returning l.user_id, l.last_seq) \
insert into live_events (user_id, seq, event, created_at) select user_id, last_seq, $3, $4 from told";

#[async_trait]
impl LiveLogRepo for SqlTx {
    async fn tell_live(
        &mut self,
        members: &[UserId],
        event: &LiveEvent,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let members: Vec<i64> = members.iter().map(|member| member.get()).collect();
        let event =
            serde_json::to_string(event).map_err(|error| StoreError::Failed(Box::new(error)))?;
        let lapsed = now.plus(-KEPT).as_micros();
        on!(self, c =>
            lite {
                let list = id_list(&members);
                let counted = sqlx::query(COUNT_ON_LITE).bind(&list).bind(lapsed).execute(&mut *c).await;
                match counted {
                    Ok(counted) if counted.rows_affected() > 0 => sqlx::query(WRITE_LITE)
                        .bind(&list).bind(lapsed).bind(event).bind(now.as_micros())
                        .execute(c).await.map(drop),
                    counted => counted.map(drop),
                }
            },
            pg sqlx::query(TELL_PG).bind(&members).bind(lapsed).bind(event).bind(now.as_micros())
                .execute(c).await.map(drop))
        .store_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked_apart, each_engine};

    const TELLING: &[Asked] = &[
        asked_apart(COUNT_ON_LITE, TELL_PG, &["{7,8}", "5", "", "9"]).sorting(1),
        asked_apart(WRITE_LITE, TELL_PG, &["{7,8}", "5", "", "9"]).sorting(1),
    ];
    each_engine!(logs_are_looked_up_by_their_members, TELLING);
}
