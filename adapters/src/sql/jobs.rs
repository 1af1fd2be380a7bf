//! The job queue's tables. They belong to apalis and lie beside ours, in the same database, so that a job is
//! enqueued in the transaction that needs it.

use apalis::prelude::{Task, TaskBuilder};
use async_trait::async_trait;
use kith_core::shared::{
    clock::Timestamp,
    jobs::{Job, JobQueue},
    store::StoreError,
};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, SqliteConnection, SqlitePool, migrate::MigrateError};

use super::{
    error::StoreResult as _,
    store::{SqlTx, on},
};

/// The queue of most jobs.
pub(crate) const QUEUE: &str = "kith";

/// The queue of the jobs that keep a processor busy, apart so that no mail waits for them.
pub(crate) const PICTURES: &str = "kith-pictures";

/// The queue of videos, which take minutes: no picture waits for them.
pub(crate) const VIDEOS: &str = "kith-videos";

/// The queue of foreign pages, which answer when they like: no mail waits for them.
pub(crate) const PAGES: &str = "kith-pages";

/// The queue of what goes over very many rows, a portion at a time: no mail waits for it.
pub(crate) const BULK: &str = "kith-bulk";

/// All there are.
pub(crate) const QUEUES: [&str; 5] = [QUEUE, PICTURES, VIDEOS, PAGES, BULK];

/// How often a worker may die over a job before the job is given up. Failures that are reported are counted
/// in the [`Envelope`] instead, because the queue would retry them at once.
pub(crate) const CRASHES: usize = 5;

const PARK: &str =
    "insert into jobs_parked (job, failures, reason, parked_at) values ($1, $2, $3, $4)";

/// A job as it lies in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Envelope {
    /// How often it has failed so far.
    pub(crate) failures: u32,
    /// The work.
    pub(crate) job: Job,
}

/// Why a job was given up.
pub(crate) struct Parked {
    pub(crate) failures: u32,
    pub(crate) reason: String,
    pub(crate) at: Timestamp,
}

/// The worker's own connections, so that it never waits behind requests, nor they behind it.
pub(crate) enum QueuePool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
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
    let mut task = TaskBuilder::new(json(envelope)?).max_attempts(CRASHES);
    if let Some(second) = not_before.and_then(second_after) {
        task = task.run_at_timestamp(second);
    }
    push_task(tx, queue_of(&envelope.job), task.build()).await
}

fn queue_of(job: &Job) -> &'static str {
    match job {
        Job::FinishImage { .. } => PICTURES,
        Job::FinishVideo { .. } => VIDEOS,
        Job::FetchPreview { .. } => PAGES,
        Job::PurgeGroup { .. } | Job::AdmitToGroup { .. } => BULK,
        Job::MailVerification { .. }
        | Job::MailPasswordReset { .. }
        | Job::MailEmailChange { .. }
        | Job::MailPasswordChanged { .. }
        | Job::MailEmailChanged { .. }
        | Job::PurgePost { .. }
        | Job::PurgeComment { .. }
        | Job::RemindOfEvent { .. }
        | Job::KeepEventTimes
        | Job::SweepExpired
        | Job::SweepUploads
        | Job::TrimTimelines
        | Job::RefreshForYou => QUEUE,
    }
}

/// Enqueues a job unless one with this key is in the queue or was in it lately.
pub(crate) async fn push_once(tx: &mut SqlTx, job: Job, key: &str) -> Result<(), StoreError> {
    let queue = queue_of(&job);
    let task = TaskBuilder::new(json(&Envelope { failures: 0, job })?)
        .max_attempts(CRASHES)
        .idempotency_key(key);
    push_task(tx, queue, task.build()).await
}

/// Sets a job aside for the operator.
pub(crate) async fn park(tx: &mut SqlTx, job: &Job, parked: &Parked) -> Result<(), StoreError> {
    let job = serde_json::to_string(job).map_err(failed)?;
    on!(tx, c => sqlx::query(PARK)
        .bind(job).bind(i64::from(parked.failures)).bind(&parked.reason).bind(parked.at.as_micros())
        .execute(c).await.map(drop))
    .store_err()
}

async fn push_task(
    tx: &mut SqlTx,
    queue: &'static str,
    task: Task<Vec<u8>>,
) -> Result<(), StoreError> {
    on!(tx, c =>
        lite apalis_sqlite::queries::push_tasks(c, queue, &[task]).await.map_err(failed),
        pg apalis_postgres::queries::push_tasks(c, queue, vec![task]).await.map_err(failed))
}

/// The queue counts in seconds; a job is never early.
fn second_after(moment: Timestamp) -> Option<u64> {
    u64::try_from(moment.as_micros().div_euclid(1_000_000) + 1).ok()
}

fn json(envelope: &Envelope) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(envelope).map_err(failed)
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Failed(Box::new(error))
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
