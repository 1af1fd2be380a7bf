//! What goes on behind the requests: the relay, the job worker, the timetable of regular jobs, checkpoints.

mod checkpoint;
mod relay;
mod timetable;
mod worker;

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt as _;
use kith_core::shared::{clock::Clock, jobs::RunJob, relay::Relay};
use tokio::{sync::watch, task::JoinSet};

use crate::sql::Database;

pub use worker::{Pace, Retries};

/// The background of one node. Any number of nodes may share a database.
pub struct Background {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Background {
    /// Starts everything.
    pub async fn start(
        database: &Database,
        clock: &Arc<dyn Clock>,
        relay: Relay,
        jobs: Arc<dyn RunJob>,
        pace: Pace,
    ) -> Result<Self, sqlx::Error> {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(relay::carry(database.clone(), relay, stopped.clone()));
        tasks.spawn(timetable::keep(
            database.clone(),
            clock.clone(),
            stopped.clone(),
        ));
        if let Some(checkpoints) = database.checkpoints().await? {
            tasks.spawn(checkpoint::keep(
                database.clone(),
                checkpoints,
                stopped.clone(),
            ));
        }
        let desk = worker::Desk {
            database: database.clone(),
            clock: clock.clone(),
            jobs,
            pace,
        };
        worker::spawn(&mut tasks, desk, &stopped).await?;
        Ok(Self { stop, tasks })
    }

    /// Lets what is under way finish and starts nothing new.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Completes when the background is to stop.
async fn stopped(mut signal: watch::Receiver<bool>) {
    // An error means that the background itself is gone, which is a reason to stop as well.
    let _gone = signal.wait_for(|stop| *stop).await;
}

/// What `work` comes to, `None` when it panics: a bug is to cost one round, not the task for good.
async fn unless_it_panics<T>(work: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(work).catch_unwind().await.ok()
}
