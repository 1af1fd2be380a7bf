//! The job queue's tables. They belong to apalis and lie beside ours, in the same database, so that a job is
//! enqueued in the transaction that needs it.

use apalis::prelude::TaskBuilder;
use async_trait::async_trait;
use kith_core::shared::{
    clock::Timestamp,
    jobs::{Job, JobQueue},
    store::StoreError,
};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, SqliteConnection, migrate::MigrateError};

use super::store::{SqlTx, on};

/// The one queue.
pub(crate) const QUEUE: &str = "kith";

/// How often a worker may die over a job before the job is given up. Failures that are reported are counted
/// in the [`Envelope`] instead, because the queue would retry them at once.
const CRASHES: usize = 5;

/// A job as it lies in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Envelope {
    /// How often it has failed so far.
    pub(crate) failures: u32,
    /// The work.
    pub(crate) job: Job,
}

/// Brings the queue's tables up to date. The library's own `setup` would also turn `synchronous` off and
/// share the table that remembers our migrations.
pub(super) async fn prepare_sqlite(connection: &mut SqliteConnection) -> Result<(), MigrateError> {
    let mut migrator = apalis_sqlite::SqliteStorage::<()>::migrations();
    migrator.dangerous_set_table_name("_apalis_migrations");
    migrator.run(connection).await
}

/// As [`prepare_sqlite`]. Needs the extension `hstore`.
pub(super) async fn prepare_postgres(pool: &PgPool) -> Result<(), MigrateError> {
    let mut migrator = apalis_postgres::PostgresStorage::<()>::migrations();
    migrator.dangerous_set_table_name("_apalis_migrations");
    migrator.run(pool).await
}

/// Enqueues an envelope in the transaction of `tx`.
pub(crate) async fn push(
    tx: &mut SqlTx,
    envelope: &Envelope,
    not_before: Option<Timestamp>,
) -> Result<(), StoreError> {
    let bytes =
        serde_json::to_vec(envelope).map_err(|error| StoreError::Failed(Box::new(error)))?;
    let mut task = TaskBuilder::new(bytes).max_attempts(CRASHES);
    if let Some(seconds) = not_before
        .and_then(|moment| u64::try_from(moment.as_micros().div_euclid(1_000_000) + 1).ok())
    {
        task = task.run_at_timestamp(seconds);
    }
    let task = task.build();
    on!(tx, c =>
        lite apalis_sqlite::queries::push_tasks(c, QUEUE, &[task]).await.map_err(|error| StoreError::Failed(Box::new(error))),
        pg apalis_postgres::queries::push_tasks(c, QUEUE, vec![task]).await.map_err(|error| StoreError::Failed(Box::new(error))))
}

#[async_trait]
impl JobQueue for SqlTx {
    async fn enqueue(
        &mut self,
        job: &Job,
        not_before: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        push(
            self,
            &Envelope {
                failures: 0,
                job: job.clone(),
            },
            not_before,
        )
        .await
    }
}
