//! What becomes of an event that a consumer fails to handle.

use std::time::Duration;

use super::{Relay, Step};
use crate::shared::store::StoreError;

/// How often a consumer may fail over one event before the event is parked.
pub const TRIES: u32 = 5;

/// The event that somebody fails to handle.
pub(super) struct Failing {
    seq: i64,
    consumer: &'static str,
    tries: u32,
}

/// Why a unit of work came to nothing.
pub(super) struct Failure {
    /// Over which event, and who failed.
    pub(super) at: Option<(i64, &'static str)>,
    pub(super) error: StoreError,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self { at: None, error }
    }
}

impl Relay {
    /// Counts a failure; parks the event when there were too many. A busy store is nobody's failure.
    pub(super) async fn fail(&mut self, failure: &Failure) -> Step {
        let (Some((seq, consumer)), StoreError::Conflict | StoreError::Failed(_)) =
            (failure.at, &failure.error)
        else {
            tracing::debug!(error = %failure.error, "the relay waits for the store");
            return Step::Pause(pause(1));
        };
        if self.singly == 0 {
            // Those that shared the unit of work are not to suffer: each gets its own, up to the one that failed.
            let before = self.line.iter().take_while(|event| event.seq != seq);
            self.singly = before.count() + 1;
            if self.singly > 1 {
                return Step::Settled(0);
            }
        }
        let tries = match &self.failing {
            Some(known) if known.seq == seq && known.consumer == consumer => known.tries + 1,
            _ => 1,
        };
        tracing::warn!(error = %failure.error, seq, consumer, tries, "an event could not be handled");
        if tries < TRIES {
            self.failing = Some(Failing {
                seq,
                consumer,
                tries,
            });
            return Step::Pause(pause(tries));
        }
        self.failing = None;
        match self.park(seq, consumer, &failure.error).await {
            Ok(()) => Step::Settled(0),
            Err(error) => {
                tracing::error!(%error, seq, "an event could not be parked");
                Step::Pause(pause(tries))
            }
        }
    }

    async fn park(&self, seq: i64, consumer: &str, reason: &StoreError) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        if tx.hold_events(&[seq]).await?.is_empty() {
            return Ok(());
        }
        let now = self.ports.clock.now();
        tx.park_event(seq, consumer, &reason.to_string(), now)
            .await?;
        tx.consume_once(consumer, seq).await?;
        tx.commit().await
    }
}

/// 0.2 s after the first failure, doubling: 0.4, 0.8, 1.6 s.
pub(super) fn pause(tries: u32) -> Duration {
    Duration::from_millis(100 << tries.min(10))
}
