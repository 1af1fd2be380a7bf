//! What an operator looks at and mends: the queue, and events and jobs that were given up.

use std::time::Duration;

use kith_core::shared::{clock::Timestamp, jobs::Job, store::StoreError};
use sqlx::{postgres::PgPoolOptions, sqlite::SqlitePoolOptions};

use super::{
    error::StoreResult as _,
    jobs::{self, Envelope, QUEUES, QueuePool},
    pool::{Database, Engine},
    store::on,
};

/// An event that a consumer failed to handle too often.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ParkedEvent {
    /// Its place in the order of events.
    pub seq: i64,
    /// Who could not handle it.
    pub consumer: String,
    /// The event as JSON.
    pub event: String,
    /// What the consumer said.
    pub reason: String,
    /// Since when, in microseconds since the epoch.
    pub parked_at: i64,
}

/// A job that failed too often, or that can never succeed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ParkedJob {
    /// Its number, to name it by.
    pub id: i64,
    /// The job as JSON.
    pub job: String,
    /// How often it was tried.
    pub failures: i64,
    /// What went wrong the last time.
    pub reason: String,
    /// Since when, in microseconds since the epoch.
    pub parked_at: i64,
}

/// How many jobs the queue holds in one state.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct JobCount {
    /// The queue's word for the state: `Pending`, `Queued`, `Running`, `Done`, `Failed`.
    pub state: String,
    /// How many.
    pub jobs: i64,
}

const PARKED_EVENTS: &str = "select seq, consumer, event, reason, parked_at from outbox_parked order by seq, consumer limit 1000";
const PARKED_JOBS: &str =
    "select id, job, failures, reason, parked_at from jobs_parked order by id limit 1000";
const TAKE_PARKED: &str = "delete from jobs_parked where id = $1 returning job";
const COUNT_LITE: &str = "select status as state, count(*) as jobs from Jobs where job_type in ($1, $2, $3, $4, $5) group by status order by status";
const COUNT_PG: &str = "select status as state, count(*) as jobs from apalis.jobs where job_type in ($1, $2, $3, $4, $5) group by status order by status";
const FORGET_LITE: &str = "delete from Jobs where job_type in ($1, $2, $3, $4, $5) and status = 'Done' and done_at < strftime('%s', 'now') - $6";
const FORGET_PG: &str = "\
delete from apalis.jobs where job_type in ($1, $2, $3, $4, $5) and status = 'Done' and done_at < now() - $6 * interval '1 second'";

/// How long the job queue waits for the lock that the writing connection holds.
const QUEUE_PATIENCE: Duration = Duration::from_secs(30);

impl Database {
    /// Events that were given up, oldest first, at most 1 000.
    pub async fn parked_events(&self) -> Result<Vec<ParkedEvent>, StoreError> {
        let mut tx = self.begin_reading().await?;
        on!(tx, c => sqlx::query_as(PARKED_EVENTS).fetch_all(c).await).store_err()
    }

    /// Jobs that were given up, oldest first, at most 1 000.
    pub async fn parked_jobs(&self) -> Result<Vec<ParkedJob>, StoreError> {
        let mut tx = self.begin_reading().await?;
        on!(tx, c => sqlx::query_as(PARKED_JOBS).fetch_all(c).await).store_err()
    }

    /// How many jobs the queues hold, by state.
    pub async fn job_counts(&self) -> Result<Vec<JobCount>, StoreError> {
        let [one, two, three, four, five] = QUEUES;
        let mut tx = self.begin_reading().await?;
        let statement = tx.of_engine([COUNT_LITE, COUNT_PG]);
        on!(tx, c => sqlx::query_as(statement)
            .bind(one).bind(two).bind(three).bind(four).bind(five).fetch_all(c).await)
        .store_err()
    }

    /// Puts a parked job back into the queue, as if it had never failed; `false` when there is none.
    pub async fn retry_parked_job(&self, id: i64) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let taken: Option<(String,)> =
            on!(tx, c => sqlx::query_as(TAKE_PARKED).bind(id).fetch_optional(c).await)
                .store_err()?;
        let Some((job,)) = taken else {
            return Ok(false);
        };
        let job: Job =
            serde_json::from_str(&job).map_err(|error| StoreError::Failed(Box::new(error)))?;
        jobs::push(&mut tx, &Envelope { failures: 0, job }, None).await?;
        tx.finish().await?;
        Ok(true)
    }

    /// Forgets a parked job for good; `false` when there is none.
    pub async fn discard_parked_job(&self, id: i64) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let taken: Option<(String,)> =
            on!(tx, c => sqlx::query_as(TAKE_PARKED).bind(id).fetch_optional(c).await)
                .store_err()?;
        tx.finish().await?;
        Ok(taken.is_some())
    }

    /// Removes finished jobs that are older than `age` from the queue.
    pub(crate) async fn forget_finished_jobs(&self, age: Duration) -> Result<(), StoreError> {
        let seconds = i64::try_from(age.as_secs()).unwrap_or(i64::MAX);
        let [one, two, three, four, five] = QUEUES;
        let mut tx = self.begin().await?;
        let statement = tx.of_engine([FORGET_LITE, FORGET_PG]);
        on!(tx, c => sqlx::query(statement)
            .bind(one).bind(two).bind(three).bind(four).bind(five).bind(seconds)
            .execute(c).await.map(drop))
        .store_err()?;
        tx.finish().await
    }

    pub(crate) async fn queue_pool(&self) -> Result<QueuePool, sqlx::Error> {
        Ok(match &self.engine {
            Engine::Sqlite { options, .. } => {
                let pool = SqlitePoolOptions::new()
                    .max_connections(2)
                    .idle_timeout(None)
                    .max_lifetime(None);
                // The worker is in no hurry, and a lock that is not had in time ends it.
                let options = options.as_ref().clone().busy_timeout(QUEUE_PATIENCE);
                QueuePool::Sqlite(pool.connect_with(options).await?)
            }
            Engine::Postgres { writers, .. } => {
                let pool = PgPoolOptions::new().max_connections(4);
                QueuePool::Postgres(
                    pool.connect_with(writers.connect_options().as_ref().clone())
                        .await?,
                )
            }
        })
    }
}

impl ParkedEvent {
    /// When it was parked.
    #[must_use]
    pub fn moment(&self) -> Timestamp {
        Timestamp::from_micros(self.parked_at)
    }
}

impl ParkedJob {
    /// When it was parked.
    #[must_use]
    pub fn moment(&self) -> Timestamp {
        Timestamp::from_micros(self.parked_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::plans::{Asked, asked, asked_apart, each_engine};

    const OPERATIONS: &[Asked] = &[
        asked(PARKED_EVENTS, &[])
            .walking(&["outbox_parked_pkey", "sqlite_autoindex_outbox_parked_1"]),
        asked(PARKED_JOBS, &[]).walking(&["jobs_parked_pkey"]),
        asked(TAKE_PARKED, &["7"]),
        asked_apart(
            FORGET_LITE,
            FORGET_PG,
            &[
                "kith",
                "kith-pictures",
                "kith-videos",
                "kith-pages",
                "kith-bulk",
                "9",
            ],
        ),
    ];
    each_engine!(what_was_given_up_is_walked_to_a_limit, OPERATIONS);
}
