//! Domain events on their way out, on both engines.

use async_trait::async_trait;
use kith_core::shared::{
    clock::Timestamp,
    event::{Event, Recorded, Unreadable},
    store::{Outbox, StoreError},
};

use super::{
    column::id_list,
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
/// SQLite has one writer: whatever a unit of work reads stays so until it ends.
const HOLD_LITE: &str =
    "select seq from outbox where seq in (select value from json_each($1)) order by seq";
const HOLD_PG: &str = "select seq from outbox where seq = any($1) order by seq for update";
const CONSUME: &str =
    "insert into outbox_consumed (consumer, seq) values ($1, $2) on conflict do nothing";
const CONSUMED_LITE: &str =
    "select seq, consumer from outbox_consumed where seq in (select value from json_each($1))";
const CONSUMED_PG: &str = "select seq, consumer from outbox_consumed where seq = any($1)";
const FORGET_CONSUMERS_LITE: &str =
    "delete from outbox_consumed where seq in (select value from json_each($1))";
const FORGET_CONSUMERS_PG: &str = "delete from outbox_consumed where seq = any($1)";
const SETTLE_LITE: &str = "delete from outbox where seq in (select value from json_each($1))";
const SETTLE_PG: &str = "delete from outbox where seq = any($1)";
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
        Ok(rows
            .into_iter()
            .map(|(seq, event)| Recorded {
                seq,
                event: serde_json::from_str(&event).map_err(|error| Unreadable(error.to_string())),
            })
            .collect())
    }

    async fn hold_events(&mut self, seqs: &[i64]) -> Result<Vec<i64>, StoreError> {
        on!(self, c =>
            lite sqlx::query_scalar(HOLD_LITE).bind(id_list(seqs)).fetch_all(c).await,
            pg sqlx::query_scalar(HOLD_PG).bind(seqs).fetch_all(c).await)
        .store_err()
    }

    async fn consumed(&mut self, seqs: &[i64]) -> Result<Vec<(i64, String)>, StoreError> {
        on!(self, c =>
            lite sqlx::query_as(CONSUMED_LITE).bind(id_list(seqs)).fetch_all(c).await,
            pg sqlx::query_as(CONSUMED_PG).bind(seqs).fetch_all(c).await)
        .store_err()
    }

    async fn consume_once(&mut self, consumer: &str, seq: i64) -> Result<bool, StoreError> {
        on!(self, c => sqlx::query(CONSUME).bind(consumer).bind(seq).execute(c).await.map(|done| done.rows_affected() == 1))
            .store_err()
    }

    async fn settle_events(&mut self, seqs: &[i64]) -> Result<(), StoreError> {
        on!(self, c =>
            lite sqlx::query(FORGET_CONSUMERS_LITE).bind(id_list(seqs)).execute(c).await.map(drop),
            pg sqlx::query(FORGET_CONSUMERS_PG).bind(seqs).execute(c).await.map(drop))
        .store_err()?;
        on!(self, c =>
            lite sqlx::query(SETTLE_LITE).bind(id_list(seqs)).execute(c).await.map(drop),
            pg sqlx::query(SETTLE_PG).bind(seqs).execute(c).await.map(drop))
        .store_err()
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

#[cfg(test)]
mod tests {
    use kith_core::shared::{id::PostId, store::Store as _};

    use super::*;
    use crate::sql::{
        Database,
        plans::{Asked, asked, asked_apart, each_engine},
    };

    const DELIVERY: &[Asked] = &[
        asked_apart(PENDING_LITE, PENDING_PG, &["100"]).walking(&["outbox_pkey", "outbox_order"]),
        asked_apart(HOLD_LITE, HOLD_PG, &["{7,8}"]),
        asked_apart(CONSUMED_LITE, CONSUMED_PG, &["{7,8}"]),
        asked_apart(FORGET_CONSUMERS_LITE, FORGET_CONSUMERS_PG, &["{7,8}"]),
        asked_apart(SETTLE_LITE, SETTLE_PG, &["{7,8}"]),
        asked(PARK, &["7", "timelines", "", "9"]),
    ];
    each_engine!(events_are_walked_in_order_and_looked_up, DELIVERY);

    #[tokio::test]
    async fn an_event_that_cannot_be_read_does_not_hide_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open_file(&folder.path().join("kith.db"))
            .await
            .unwrap();
        database.migrate_up().await.unwrap();
        let post = PostId::new(1);
        let mut tx = database.begin().await.unwrap();
        let future = r#"{"event":"post_engraved","post":1}"#;
        on!(tx, c => sqlx::query(EMIT).bind(future).execute(c).await.map(drop)).unwrap();
        tx.emit(Event::PostPublished { post }).await.unwrap();
        tx.finish().await.unwrap();

        let mut tx = database.read().await.unwrap();
        let pending = tx.pending_events(10).await.unwrap();
        let [unreadable, good] = pending.as_slice() else {
            panic!("{pending:?}")
        };
        let Unreadable(reason) = unreadable.event.as_ref().unwrap_err();
        assert!(reason.contains("post_engraved"), "{reason}");
        assert_eq!(good.event, Ok(Event::PostPublished { post }));
    }
}
