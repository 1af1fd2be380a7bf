//! Regular jobs: each is enqueued once every five minutes, an hour or a day, however many nodes there are.

use std::{sync::Arc, time::Duration};

use kith_core::shared::{clock::Clock, jobs::Job, store::StoreError};
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

use super::{stopped, unless_it_panics};
use crate::sql::{Database, jobs};

const TURN_MICROS: i64 = 300_000_000;
const TURNS_AN_HOUR: i64 = 12;
const HOURS_A_DAY: i64 = 24;

/// How often the timetable is looked at: once in each turn of five minutes. Turn, hour or day are part of the job's key, so
/// looking often is harmless.
const LOOK: Duration = Duration::from_mins(5);

/// Finished jobs are kept for a day, for the curious.
const KEEP_DONE: Duration = Duration::from_hours(24);

pub(super) async fn keep(database: Database, clock: Arc<dyn Clock>, stop: watch::Receiver<bool>) {
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopped(stop.clone()) => return,
            _ = ticks.tick() => {}
        }
        look(&database, clock.as_ref()).await;
    }
}

async fn look(database: &Database, clock: &dyn Clock) {
    match unless_it_panics(post(database, clock)).await {
        Some(Ok(())) => {}
        Some(Err(error)) => {
            tracing::warn!(%error, "the timetable could not be kept; it is looked at again shortly");
        }
        None => {
            tracing::error!("keeping the timetable panicked; it is looked at again shortly");
        }
    }
}

async fn post(database: &Database, clock: &dyn Clock) -> Result<(), StoreError> {
    let turn = clock.now().as_micros().div_euclid(TURN_MICROS);
    let mut tx = database.begin().await?;
    jobs::push_once(
        &mut tx,
        Job::RefreshForYou,
        &format!("refresh-for-you-{turn}"),
    )
    .await?;
    let hour = turn.div_euclid(TURNS_AN_HOUR);
    for (name, job) in [
        ("sweep-expired", Job::SweepExpired),
        ("sweep-uploads", Job::SweepUploads),
    ] {
        jobs::push_once(&mut tx, job, &format!("{name}-{hour}")).await?;
    }
    let day = hour.div_euclid(HOURS_A_DAY);
    for (name, job) in [
        ("trim-timelines", Job::TrimTimelines),
        ("keep-event-times", Job::KeepEventTimes),
    ] {
        jobs::push_once(&mut tx, job, &format!("{name}-{day}")).await?;
    }
    tx.finish().await?;
    database.forget_finished_jobs(KEEP_DONE).await
}

#[cfg(test)]
mod tests {
    use kith_core::{shared::clock::Timestamp, testing::FixedClock};

    use super::*;

    /// Has stopped for good.
    struct Broken;

    impl Clock for Broken {
        fn now(&self) -> Timestamp {
            panic!("no spring")
        }
    }

    #[tokio::test]
    async fn a_panic_costs_one_look_only() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open_file(&folder.path().join("kith.db"))
            .await
            .unwrap();
        database.migrate_up().await.unwrap();
        look(&database, &Broken).await;
        assert_eq!(database.job_counts().await.unwrap(), []);
        look(&database, &FixedClock::default()).await;
        assert_eq!(database.job_counts().await.unwrap()[0].jobs, 5);
    }
}
