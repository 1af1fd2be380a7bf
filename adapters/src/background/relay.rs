//! Drives the relay: at once after a commit of this node, and every second for those of others.

use std::time::Duration;

use kith_core::shared::relay::{Relay, Step};
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

use super::{stopped, unless_it_panics};
use crate::sql::Database;

/// How long an idle relay waits for the bell before it looks by itself.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// The pause after a step that panicked.
const BREATH: Duration = Duration::from_secs(1);

/// The longest that the relay stands back after a unit of work.
const STAND_BACK: Duration = Duration::from_millis(10);

pub(super) async fn carry(database: Database, mut relay: Relay, stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let (began, commits) = (Instant::now(), database.commits());
        let outcome = unless_it_panics(relay.step()).await.unwrap_or_else(|| {
            tracing::error!("the relay panicked; it goes on shortly");
            Step::Pause(BREATH)
        });
        match outcome {
            Step::Settled(_) => {
                // While others write, the relay leaves them half of the one writer's time: they are waited for.
                let others = database.commits() > commits + 1;
                if others && database.has_one_writer() {
                    sleep(began.elapsed().min(STAND_BACK)).await;
                }
            }
            Step::Idle => tokio::select! {
                () = stopped(stop.clone()) => return,
                () = database.committed() => {}
                () = sleep(LOOK_AGAIN) => {}
            },
            Step::Pause(pause) => tokio::select! {
                () = stopped(stop.clone()) => return,
                () = sleep(pause) => {}
            },
        }
    }
}
