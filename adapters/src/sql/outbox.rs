//! Domain events on their way out, on both engines.

use async_trait::async_trait;
use kith_core::shared::{
    clock::Timestamp,
    event::{Event, Recorded},
    store::{Outbox, StoreError},
};

use super::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

const EMIT: &str = "insert into outbox (event) values ($1)";
/// One writer at a time: the sequence is the order of the commits.
const PENDING_LITE: &str = "select seq, event from outbox order by seq limit $1";
/// Transactions commit in any order. Only what was written before every transaction that is still open is
/// listed, so that none of them can bring in an earlier event afterwards.
const PENDING_PG: &str = "\
select seq, event from outbox where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit $1";
const CONSUME: &str =
    "insert into outbox_consumed (consumer, seq) values ($1, $2) on conflict do nothing";
const FORGET_CONSUMERS: &str = "delete from outbox_consumed where seq = $1";
const SETTLE: &str = "delete from outbox where seq = $1";
const PARK: &str = "\
insert into outbox_parked (seq, consumer, event, reason, parked_at) \
select seq, $2, event, $3, $4 from outbox where seq = $1 on conflict do nothing";

#[async_trait]
impl Outbox for SqlTx {
    async fn emit(&mut self, event: Event) -> Result<(), StoreError> {
        let event =
            serde_json::to_string(&event).map_err(|error| StoreError::Failed(Box::new(error)))?;
        on!(self, c => sqlx::query(EMIT).bind(event).execute(c).await.map(drop)).store_err()
    }

    async fn pending_events(&mut self, limit: u32) -> Result<Vec<Recorded>, StoreError> {
        let rows: Vec<(i64, String)> = on!(self, c =>
            lite sqlx::query_as(PENDING_LITE).bind(i64::from(limit)).fetch_all(c).await,
            pg sqlx::query_as(PENDING_PG).bind(i64::from(limit)).fetch_all(c).await)
        .store_err()?;
        rows.into_iter()
            .map(|(seq, event)| {
                let event = serde_json::from_str(&event)
                    .map_err(|error| StoreError::Failed(Box::new(error)))?;
                Ok(Recorded { seq, event })
            })
            .collect()
    }

    async fn consume_once(&mut self, consumer: &str, seq: i64) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(CONSUME).bind(consumer).bind(seq).execute(c).await.map(|done| done.rows_affected() == 1))
            .store_err()
    }

    async fn settle_event(&mut self, seq: i64) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(FORGET_CONSUMERS).bind(seq).execute(c).await.map(drop))
            .store_err()?;
        on!(self, c => sqlx::query(SETTLE).bind(seq).execute(c).await.map(drop)).store_err()
    }

    async fn park_event(
        &mut self,
        seq: i64,
        consumer: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => sqlx::query(PARK)
            .bind(seq).bind(consumer).bind(reason).bind(now.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }
}
