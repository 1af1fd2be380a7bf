//! The relay and the job worker on real databases.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use kith_adapters::{
    background::{Background, Pace, Retries},
    clock::SystemClock,
    ids::{SystemRandom, TimeOrderedIds},
    sql::Database,
};
use kith_core::shared::{
    clock::Clock,
    event::Event,
    id::{MediaId, PostId, UserId},
    jobs::{Job, JobError, RunJob},
    ports::Ports,
    relay::{Consumer, Handled, Place, Relay},
    store::{Store as _, StoreError, Tx},
};
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};

crate::contract! {
    a_committed_job_runs_and_a_dropped_one_never_was,
    a_failing_job_is_tried_again_and_then_parked_until_the_operator_retries_it,
    a_hopeless_job_is_parked_at_once,
    a_minor_job_is_let_go_after_some_tries,
    mails_do_not_wait_for_pictures,
    events_committed_before_a_crash_are_relayed_after_the_restart,
    an_event_enqueues_its_job_once_however_often_the_relay_restarts,
}

const PATIENCE: Duration = Duration::from_secs(20);

/// Pictures from this number on take until the test lets them finish.
const LARGE: i64 = 1_000;

/// Tells the test of every job, and does with it what its kind says.
struct Shop {
    told: mpsc::UnboundedSender<Job>,
    gate: Arc<Semaphore>,
}

#[async_trait]
impl RunJob for Shop {
    async fn run(&self, job: Job) -> Result<(), JobError> {
        if job == Job::KeepEventTimes {
            // It comes by the clock, whenever that is.
            return Ok(());
        }
        self.told.send(job.clone()).unwrap();
        match job {
            Job::PurgePost { .. } => Err(JobError::Retry("not today".into())),
            Job::MailVerification { .. } => panic!("the printer is on fire"),
            Job::MailPasswordReset { .. } => Err(JobError::Hopeless("no such street".into())),
            Job::FetchPreview { .. } => Err(JobError::Minor("nobody is at home".into())),
            Job::FinishImage { media } if media.get() >= LARGE => {
                self.gate.acquire().await.unwrap().forget();
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Enqueues a job for every post.
struct Pictures;

#[async_trait]
impl Consumer for Pictures {
    fn name(&self) -> &'static str {
        "pictures"
    }

    async fn handle(
        &self,
        tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        let Event::PostPublished { post } = event else {
            return Ok(Handled::LIGHTLY);
        };
        tx.enqueue(&finish(post.get()), None).await?;
        Ok(Handled::LIGHTLY)
    }
}

fn finish(number: i64) -> Job {
    Job::FinishImage {
        media: MediaId::new(number),
    }
}

struct Running {
    background: Background,
    jobs: mpsc::UnboundedReceiver<Job>,
    gate: Arc<Semaphore>,
}

impl Running {
    /// A background whose failing jobs are tried three times without pauses.
    async fn start(database: &Database) -> Self {
        let (told, jobs) = mpsc::unbounded_channel();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let ports = Ports {
            store: Arc::new(database.clone()),
            clock: clock.clone(),
            ids: Arc::new(TimeOrderedIds::new(clock.clone(), 0)),
            random: Arc::new(SystemRandom),
        };
        let relay = Relay::new(ports, vec![Arc::new(Pictures)]);
        let pace = Pace {
            retries: Retries(vec![Duration::ZERO; 2]),
            ..Pace::default()
        };
        let gate = Arc::new(Semaphore::new(0));
        let shop = Shop {
            told,
            gate: gate.clone(),
        };
        let background = Background::start(database, &clock, relay, Arc::new(shop), pace)
            .await
            .unwrap();
        Self {
            background,
            jobs,
            gate,
        }
    }

    /// The next job that the test asked for; the timetable's own are passed over.
    async fn next(&mut self) -> Job {
        loop {
            let job = timeout(PATIENCE, self.jobs.recv())
                .await
                .expect("a job within the patience")
                .unwrap();
            if !of_the_timetable(&job) {
                return job;
            }
        }
    }
}

fn of_the_timetable(job: &Job) -> bool {
    matches!(
        job,
        Job::SweepExpired | Job::SweepUploads | Job::TrimTimelines | Job::RefreshForYou
    )
}

async fn enqueue(database: &Database, job: &Job) {
    let mut tx = database.write().await.unwrap();
    tx.enqueue(job, None).await.unwrap();
    tx.commit().await.unwrap();
}

async fn emit(database: &Database, post: i64) {
    let mut tx = database.write().await.unwrap();
    tx.emit(Event::PostPublished {
        post: PostId::new(post),
    })
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Waits until as many jobs are parked.
async fn parked(database: &Database, count: usize) -> Vec<kith_adapters::sql::ParkedJob> {
    timeout(PATIENCE, async {
        loop {
            let parked = database.parked_jobs().await.unwrap();
            if parked.len() == count {
                return parked;
            }
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("the jobs are parked within the patience")
}

async fn a_committed_job_runs_and_a_dropped_one_never_was(database: Database) {
    let mut dropped = database.write().await.unwrap();
    dropped.enqueue(&finish(1), None).await.unwrap();
    drop(dropped);
    enqueue(&database, &finish(2)).await;
    enqueue(&database, &finish(3)).await;

    let mut running = Running::start(&database).await;
    let mut seen = [running.next().await, running.next().await];
    seen.sort_by_key(|job| format!("{job:?}"));
    assert_eq!(seen, [finish(2), finish(3)]);
    running.background.stop().await;
    while let Ok(other) = running.jobs.try_recv() {
        assert!(of_the_timetable(&other), "{other:?} never was");
    }
}

async fn a_failing_job_is_tried_again_and_then_parked_until_the_operator_retries_it(
    database: Database,
) {
    let failing = Job::PurgePost {
        post: PostId::new(1),
    };
    let panicking = Job::MailVerification {
        user: UserId::new(2),
    };
    for job in [&failing, &panicking] {
        enqueue(&database, job).await;
    }
    let mut running = Running::start(&database).await;
    for _each_try in 0..6 {
        let job = running.next().await;
        assert!(job == failing || job == panicking);
    }
    let given_up = parked(&database, 2).await;
    assert!(given_up.iter().all(|job| job.failures == 3));
    let of_post = given_up
        .iter()
        .find(|job| job.job.contains("purge_post"))
        .unwrap();
    assert_eq!(of_post.reason, "not today");

    assert!(database.retry_parked_job(of_post.id).await.unwrap());
    assert!(
        !database.retry_parked_job(of_post.id).await.unwrap(),
        "it is parked no more"
    );
    assert_eq!(running.next().await, failing);
    running.background.stop().await;

    let of_user = given_up
        .iter()
        .find(|job| job.job.contains("mail_verification"))
        .unwrap();
    assert!(database.discard_parked_job(of_user.id).await.unwrap());
}

async fn mails_do_not_wait_for_pictures(database: Database) {
    for number in LARGE..LARGE + 8 {
        enqueue(&database, &finish(number)).await;
    }
    let mut running = Running::start(&database).await;
    assert!(matches!(running.next().await, Job::FinishImage { .. }));
    let mail = Job::MailPasswordChanged {
        user: UserId::new(1),
    };
    enqueue(&database, &mail).await;
    while running.next().await != mail {}
    running.gate.add_permits(8);
    running.background.stop().await;
}

async fn a_hopeless_job_is_parked_at_once(database: Database) {
    enqueue(
        &database,
        &Job::MailPasswordReset {
            email: "a@b.example".into(),
        },
    )
    .await;
    let running = Running::start(&database).await;
    let given_up = parked(&database, 1).await;
    assert_eq!(
        (given_up[0].failures, given_up[0].reason.as_str()),
        (1, "no such street")
    );
    running.background.stop().await;
    let counts = database.job_counts().await.unwrap();
    assert!(counts.iter().all(|count| count.jobs > 0), "{counts:?}");
}

async fn a_minor_job_is_let_go_after_some_tries(database: Database) {
    let minor = Job::FetchPreview {
        post: PostId::new(1),
    };
    enqueue(&database, &minor).await;
    let mut running = Running::start(&database).await;
    for _each_try in 0..3 {
        assert_eq!(running.next().await, minor);
    }
    running.background.stop().await;
    while let Ok(other) = running.jobs.try_recv() {
        assert!(of_the_timetable(&other), "{other:?} was let go");
    }
    assert!(database.parked_jobs().await.unwrap().is_empty());
}

async fn events_committed_before_a_crash_are_relayed_after_the_restart(database: Database) {
    // No relay was there to hear of these, as when the process dies right after the commit.
    for post in 1..=3 {
        emit(&database, post).await;
    }
    let mut running = Running::start(&database).await;
    let mut seen = Vec::new();
    for _each in 0..3 {
        seen.push(running.next().await);
    }
    seen.sort_by_key(|job| format!("{job:?}"));
    assert_eq!(seen, [finish(1), finish(2), finish(3)]);
    emit(&database, 4).await;
    assert_eq!(running.next().await, finish(4));
    running.background.stop().await;
    assert!(
        database
            .write()
            .await
            .unwrap()
            .pending_events(10)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn an_event_enqueues_its_job_once_however_often_the_relay_restarts(database: Database) {
    emit(&database, 1).await;
    let mut running = Running::start(&database).await;
    assert_eq!(running.next().await, finish(1));
    running.background.stop().await;

    let mut again = Running::start(&database).await;
    emit(&database, 2).await;
    assert_eq!(
        again.next().await,
        finish(2),
        "the first event does not come again"
    );
    again.background.stop().await;
}

/// The library's worker ends at the first error; the queue must not end with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_an_error_ended_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kith.db");
    let database = Database::open_file(&file).await.unwrap();
    database.migrate_up().await.unwrap();
    let mut running = Running::start(&database).await;
    enqueue(&database, &finish(1)).await;
    assert_eq!(running.next().await, finish(1));

    let mut aside = SqliteConnection::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    let trigger =
        "create trigger broken before update on Jobs begin select raise(abort, 'broken'); end";
    aside.execute(trigger).await.unwrap();
    enqueue(&database, &finish(2)).await;
    two_more_workers(&mut aside).await;
    aside.execute("drop trigger broken").await.unwrap();
    assert_eq!(running.next().await, finish(2));
    running.background.stop().await;
    database.close().await;
}

const UPDATES_FAIL: &str = "begin immediate; drop trigger if exists broken;
    create trigger broken before update on Jobs begin select raise(abort, 'broken'); end; commit";
const UPDATES_END_THE_TRANSACTION: &str = "begin immediate; drop trigger if exists broken;
    create trigger broken before update on Jobs begin select raise(rollback, 'broken'); end; commit";

/// A transaction that SQLite ended by itself, as it does when the disk is full, unsettles the connection it was on:
/// the next one there may never end. Nothing of that may outlive the worker.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_lost_its_transactions_leaves_no_lock_behind() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kith.db");
    let database = Database::open_file(&file).await.unwrap();
    database.migrate_up().await.unwrap();
    let mut running = Running::start(&database).await;
    enqueue(&database, &finish(1)).await;
    assert_eq!(running.next().await, finish(1));

    let mut aside = SqliteConnection::connect(&format!("sqlite:{}", file.display()))
        .await
        .unwrap();
    aside.execute(UPDATES_FAIL).await.unwrap();
    enqueue(&database, &finish(2)).await;
    two_more_workers(&mut aside).await;
    for trouble in [UPDATES_END_THE_TRANSACTION, UPDATES_FAIL] {
        aside.execute(trouble).await.unwrap();
        two_more_workers(&mut aside).await;
    }
    aside
        .execute("drop trigger broken")
        .await
        .expect("nobody holds the lock");
    assert_eq!(running.next().await, finish(2));
    running.background.stop().await;
    database.close().await;
}

/// Waits until two workers have registered besides those there are, so that one has ended since.
async fn two_more_workers(aside: &mut SqliteConnection) {
    let count = "select count(*) from Workers";
    let before: i64 = sqlx::query_scalar(count)
        .fetch_one(&mut *aside)
        .await
        .unwrap();
    timeout(PATIENCE, async {
        while sqlx::query_scalar::<_, i64>(count)
            .fetch_one(&mut *aside)
            .await
            .unwrap()
            < before + 2
        {
            tokio::task::yield_now().await;
        }
    })
    .await
    .expect("broken workers are replaced");
}
