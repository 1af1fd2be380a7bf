//! Brings what lies in SQLite's log into the database file, beside the writer instead of in its way.
//!
//! By itself SQLite does this at the end of whichever commit fills the log, which then takes many times as long as
//! others. The writer still does so when the log grows beyond what is done here ([`crate::sql`] sets the size).

use std::time::Duration;

use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

use super::{stopped, unless_it_panics};
use crate::sql::{Checkpoints, Database};

/// How often, provided that something was committed.
const EVERY: Duration = Duration::from_secs(1);

pub(super) async fn keep(
    database: Database,
    mut checkpoints: Checkpoints,
    stop: watch::Receiver<bool>,
) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut done = 0;
    loop {
        tokio::select! {
            () = stopped(stop.clone()) => break,
            _ = ticks.tick() => {}
        }
        let commits = database.commits();
        if commits == done {
            continue;
        }
        done = commits;
        match unless_it_panics(checkpoints.make()).await {
            Some(Ok(())) => {}
            Some(Err(error)) => {
                tracing::warn!(%error, "a checkpoint failed; the next one makes up for it");
            }
            None => tracing::error!("a checkpoint panicked; the next one makes up for it"),
        }
    }
    checkpoints.close().await;
}
