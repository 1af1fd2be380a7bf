//! The worker: takes jobs from the queue and has them carried out.
//!
//! The queue library retries a failed job at once and leaves a panicked one running for ever; so failures and
//! panics are caught here, and a failed job is enqueued anew for later, or parked when it failed too often.

use std::{num::NonZeroUsize, panic::AssertUnwindSafe, sync::Arc, thread, time::Duration};

use apalis::prelude::*;
use futures_util::FutureExt as _;
use kith_core::shared::{
    clock::{Clock, Timestamp},
    jobs::{JobError, RunJob},
    store::StoreError,
};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::sleep,
};

use super::stopped;
use crate::sql::{
    Database,
    jobs::{self, BULK, CRASHES, Envelope, PAGES, PICTURES, Parked, QUEUE, QueuePool, VIDEOS},
};

/// How often the queue is looked at on SQLite; PostgreSQL rings.
const POLL: Duration = Duration::from_millis(200);

/// How often a worker says that it lives. One that misses two has its jobs given to others.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// The pause before a worker that ended is replaced.
const BREATH: Duration = Duration::from_millis(500);

/// Jobs under way at a time. Most of them wait for others, such as the mail server.
const AT_ONCE: usize = 4;

/// How often a job is tried that is let go in the end.
const MINOR_TRIES: u32 = 4;

/// What works on one queue.
#[derive(Clone, Copy)]
struct Line {
    queue: &'static str,
    at_once: usize,
}

/// Pictures leave a processor to the requests, where there is more than one. Videos are worked on in processes of their
/// own, which stand back.
fn lines(pace: &Pace) -> Vec<Line> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let mut lines = vec![
        Line {
            queue: QUEUE,
            at_once: AT_ONCE,
        },
        Line {
            queue: PICTURES,
            at_once: (cores - 1).max(1),
        },
        Line {
            queue: BULK,
            at_once: 1,
        },
    ];
    if pace.videos > 0 {
        lines.push(Line {
            queue: VIDEOS,
            at_once: pace.videos,
        });
    }
    if pace.reads_pages {
        lines.push(Line {
            queue: PAGES,
            at_once: AT_ONCE,
        });
    }
    lines
}

/// How jobs are done.
#[derive(Debug, Clone)]
pub struct Pace {
    /// What happens to those that fail.
    pub retries: Retries,
    /// How many videos are worked on at a time; where there are none, those of other nodes are left to them.
    pub videos: usize,
    /// Whether foreign pages are read; where they are not, likewise.
    pub reads_pages: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            retries: Retries::default(),
            videos: 1,
            reads_pages: true,
        }
    }
}

/// The pauses between the tries of a failing job; after the last it is parked.
#[derive(Debug, Clone)]
pub struct Retries(pub Vec<Duration>);

impl Default for Retries {
    /// Six tries over two and a half hours.
    fn default() -> Self {
        Self(
            [10, 60, 300, 1_800, 7_200]
                .map(Duration::from_secs)
                .to_vec(),
        )
    }
}

/// What the worker needs to do its work.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) database: Database,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) jobs: Arc<dyn RunJob>,
    pub(super) pace: Pace,
}

/// Starts a worker for each queue among `tasks`.
pub(super) async fn spawn(
    tasks: &mut JoinSet<()>,
    desk: Desk,
    stop: &watch::Receiver<bool>,
) -> Result<(), sqlx::Error> {
    for line in lines(&desk.pace) {
        let pool = desk.database.queue_pool().await?;
        tasks.spawn(keep_working(desk.clone(), line, pool, stop.clone()));
    }
    Ok(())
}

/// A worker of the library breaks for good at the first error of the database, a lock that is held too long
/// included. Then another takes its place, and after two missed heartbeats also what the first had taken.
///
/// It takes no connection over. Where SQLite ended a transaction by itself, as when the disk was full, sqlx goes on
/// counting it; so a later one there may stay open and keep every other writer out for ever.
async fn keep_working(desk: Desk, line: Line, mut pool: QueuePool, stop: watch::Receiver<bool>) {
    loop {
        let broken = Arc::new(Notify::new());
        let ended = match &pool {
            QueuePool::Sqlite(pool) => {
                let config = apalis_sqlite::Config::default()
                    .queue(line.queue)
                    .batch_size(line.at_once)
                    .heartbeat_interval(HEARTBEAT);
                let backend = apalis_sqlite::SqliteStorage::new(pool)
                    .with_config(config)
                    .poll_with_interval(POLL);
                let worker = WorkerBuilder::new(worker_name())
                    .backend(backend)
                    .data(desk.clone())
                    .concurrency(line.at_once)
                    .on_event(watch_over(&broken))
                    .build(perform);
                worker.run_until(asked_to_stop(stop.clone(), broken)).await
            }
            QueuePool::Postgres(pool) => {
                let config = apalis_postgres::Config::default()
                    .queue(line.queue)
                    .batch_size(line.at_once)
                    .heartbeat_interval(HEARTBEAT);
                let backend = apalis_postgres::PostgresStorage::new(pool)
                    .with_config(config)
                    .with_pubsub();
                let worker = WorkerBuilder::new(worker_name())
                    .backend(backend)
                    .data(desk.clone())
                    .concurrency(line.at_once)
                    .on_event(watch_over(&broken))
                    .build(perform);
                worker.run_until(asked_to_stop(stop.clone(), broken)).await
            }
        };
        if *stop.borrow() {
            break;
        }
        tracing::warn!(
            ?ended,
            line.queue,
            "the job worker ended; another takes its place"
        );
        close(pool).await;
        let Some(fresh) = fresh_pool(&desk.database, &stop).await else {
            return;
        };
        pool = fresh;
    }
    close(pool).await;
}

/// New connections after a pause, however often it takes; nothing when asked to stop.
async fn fresh_pool(database: &Database, stop: &watch::Receiver<bool>) -> Option<QueuePool> {
    loop {
        tokio::select! {
            () = stopped(stop.clone()) => return None,
            () = sleep(BREATH) => {}
        }
        match database.queue_pool().await {
            Ok(pool) => return Some(pool),
            Err(error) => tracing::warn!(%error, "no connection for a job worker"),
        }
    }
}

async fn close(pool: QueuePool) {
    match pool {
        QueuePool::Sqlite(pool) => pool.close().await,
        QueuePool::Postgres(pool) => pool.close().await,
    }
}

/// Notices that a worker is broken. It does not end by itself then: it waits for the signal to stop.
fn watch_over(broken: &Arc<Notify>) -> impl Fn(&WorkerContext, &Event) + Send + Sync + 'static {
    let broken = broken.clone();
    move |_, event| {
        if matches!(event, Event::Error(_) | Event::Exit) {
            broken.notify_one();
        }
    }
}

async fn asked_to_stop(
    stop: watch::Receiver<bool>,
    broken: Arc<Notify>,
) -> Result<(), std::io::Error> {
    tokio::select! {
        () = stopped(stop) => {}
        () = broken.notified() => {}
    }
    Ok(())
}

/// A name that no earlier run has had: the queue takes a restart under an old name for a second copy of the
/// old worker and ends it.
fn worker_name() -> String {
    use kith_core::shared::ids::Random as _;
    let [a, b, c, d, ..] = crate::ids::SystemRandom.bytes();
    format!(
        "kith-{}-{:08x}",
        std::process::id(),
        u32::from_be_bytes([a, b, c, d])
    )
}

/// Carries one job out and settles what comes of it. An error here is the store's: the queue tries again.
async fn perform(
    envelope: Envelope,
    desk: Data<Desk>,
    attempt: Attempt,
) -> Result<(), BoxDynError> {
    let outcome = if attempt.current() > CRASHES {
        Err(JobError::Hopeless(
            "workers died over it again and again".into(),
        ))
    } else {
        let work = AssertUnwindSafe(desk.jobs.run(envelope.job.clone())).catch_unwind();
        work.await
            .unwrap_or_else(|_panic| Err(JobError::Retry("the job panicked".into())))
    };
    match outcome {
        Ok(()) => metrics::counter!("kith_jobs_total", "outcome" => "done").increment(1),
        Err(error) => desk.settle(envelope, &error).await?,
    }
    Ok(())
}

impl Desk {
    async fn settle(&self, envelope: Envelope, error: &JobError) -> Result<(), StoreError> {
        let now = self.clock.now();
        let failures = envelope.failures + 1;
        let mut tx = self.database.begin().await?;
        match (error, self.pause_after(failures)) {
            (JobError::Minor(reason), pause) if pause.is_none() || failures >= MINOR_TRIES => {
                tracing::info!(%reason, job = ?envelope.job, failures, "a job is let go");
                metrics::counter!("kith_jobs_total", "outcome" => "let_go").increment(1);
            }
            (JobError::Retry(reason) | JobError::Minor(reason), Some(pause)) => {
                if matches!(error, JobError::Minor(_)) {
                    tracing::info!(%reason, job = ?envelope.job, failures, ?pause, "a job is tried again");
                } else {
                    tracing::warn!(%reason, job = ?envelope.job, failures, ?pause, "a job failed and is tried again");
                }
                metrics::counter!("kith_jobs_total", "outcome" => "retried").increment(1);
                let envelope = Envelope {
                    failures,
                    ..envelope
                };
                jobs::push(&mut tx, &envelope, later(now, pause)).await?;
            }
            (JobError::Retry(reason) | JobError::Minor(reason) | JobError::Hopeless(reason), _) => {
                tracing::error!(%reason, job = ?envelope.job, failures, "a job is given up");
                metrics::counter!("kith_jobs_total", "outcome" => "parked").increment(1);
                let parked = Parked {
                    failures,
                    reason: reason.to_string(),
                    at: now,
                };
                jobs::park(&mut tx, &envelope.job, &parked).await?;
            }
        }
        tx.finish().await
    }

    fn pause_after(&self, failures: u32) -> Option<Duration> {
        let at = usize::try_from(failures.checked_sub(1)?).ok()?;
        self.pace.retries.0.get(at).copied()
    }
}

fn later(now: Timestamp, pause: Duration) -> Option<Timestamp> {
    let pause = time::Duration::try_from(pause).ok()?;
    pause.is_positive().then(|| now.plus(pause))
}
