//! What an operator looks at and mends: events and jobs that were given up.

use kith_core::shared::{clock::Timestamp, store::StoreError};

use super::{
    error::StoreResult as _,
    pool::{Database, Engine},
};

/// An event that a consumer failed to handle too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedEvent {
    /// Its place in the order of events.
    pub seq: i64,
    /// Who could not handle it.
    pub consumer: String,
    /// The event as JSON.
    pub event: String,
    /// What the consumer said.
    pub reason: String,
    /// Since when.
    pub parked_at: Timestamp,
}

const PARKED: &str = "select seq, consumer, event, reason, parked_at from outbox_parked order by seq, consumer limit 1000";

impl Database {
    /// Events that were given up, oldest first, at most 1 000.
    pub async fn parked_events(&self) -> Result<Vec<ParkedEvent>, StoreError> {
        let rows: Vec<(i64, String, String, String, i64)> = match &self.engine {
            Engine::Sqlite { readers, .. } => sqlx::query_as(PARKED)
                .fetch_all(readers)
                .await
                .store_err()?,
            Engine::Postgres { readers, .. } => sqlx::query_as(PARKED)
                .fetch_all(readers)
                .await
                .store_err()?,
        };
        Ok(rows
            .into_iter()
            .map(|(seq, consumer, event, reason, at)| ParkedEvent {
                seq,
                consumer,
                event,
                reason,
                parked_at: Timestamp::from_micros(at),
            })
            .collect())
    }
}
