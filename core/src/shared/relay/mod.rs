//! The relay: carries domain events from the outbox to their consumers, in order, each once.
//!
//! Events are handled in units of work by all consumers and settled in them, so a crash at any moment leaves an
//! event either wholly handled or wholly waiting. Small events share a unit, large ones take several
//! ([`Consumer::handle`]); a unit is kept short, because those who wait to be acknowledged wait for the same
//! writer. Events are held meanwhile, so that of several nodes one handles them. A consumer that fails or panics
//! is tried again with growing pauses while the line waits (order is kept); after [`TRIES`] the event is parked for
//! that consumer, for an operator to see, and the line goes on. An event that cannot be read is parked at once.

mod consumer;
mod failing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unit_tests;

use std::{collections::VecDeque, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt as _;

pub use self::consumer::{Consumer, Handled, Place};
pub use self::failing::TRIES;
use self::failing::{Failing, Failure, pause};
use super::{
    event::{Event, Recorded, Unreadable},
    ports::Ports,
    store::{StoreError, Tx},
};

/// In whose name an event is parked that cannot be read.
pub const EVERYBODY: &str = "everybody";

/// How many events are read, and at most handled in one unit of work.
const BATCH: u32 = 64;

/// About how many rows a unit of work writes: some milliseconds' worth.
pub const ROWS: u64 = 256;

/// What a step of the relay came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing is waiting.
    Idle,
    /// A unit of work that ended with so many events settled; more may wait.
    Settled(usize),
    /// Something failed; try again after the pause.
    Pause(Duration),
}

/// Carries events to consumers.
pub struct Relay {
    ports: Ports,
    consumers: Vec<Arc<dyn Consumer>>,
    /// Events that were read and are not known to be settled, in order.
    line: VecDeque<Recorded>,
    /// What is half done, at the head of the line.
    underway: Option<Underway>,
    /// How many events at the head of the line get a unit of work each, because one of them failed among others.
    singly: usize,
    failing: Option<Failing>,
}

/// A consumer in the middle of an event.
struct Underway {
    seq: i64,
    consumer: &'static str,
    place: Place,
}

/// How far all consumers came with one event.
enum Told {
    Wholly { rows: u64 },
    Partly(Underway),
}

impl Relay {
    /// A relay to these consumers, in this order.
    #[must_use]
    pub fn new(ports: Ports, consumers: Vec<Arc<dyn Consumer>>) -> Self {
        Self {
            ports,
            consumers,
            line: VecDeque::new(),
            underway: None,
            singly: 0,
            failing: None,
        }
    }

    /// Handles what is waiting, as much of it as makes one unit of work.
    pub async fn step(&mut self) -> Step {
        if self.line.is_empty() {
            match self.waiting().await {
                Ok(waiting) => self.line.extend(waiting),
                Err(error) => {
                    tracing::warn!(%error, "the outbox cannot be read");
                    return Step::Pause(pause(1));
                }
            }
        }
        if self.line.is_empty() {
            return Step::Idle;
        }
        match self.unit().await {
            Ok(settled) => Step::Settled(settled),
            Err(failure) => self.fail(&failure).await,
        }
    }

    async fn waiting(&self) -> Result<Vec<Recorded>, StoreError> {
        self.ports.store.read().await?.pending_events(BATCH).await
    }

    /// One unit of work over the head of the line; gives how many events it left settled.
    async fn unit(&mut self) -> Result<usize, Failure> {
        let most = if self.singly > 0 { 1 } else { self.line.len() };
        let seqs: Vec<i64> = self.line.iter().take(most).map(|event| event.seq).collect();
        let mut tx = self.ports.store.write().await?;
        let held = tx.hold_events(&seqs).await?;
        let consumed = tx.consumed(&held).await?;
        let (mut settled, mut past, mut rows, mut underway) = (Vec::new(), 0, 0, None);
        for recorded in self.line.iter().take(most) {
            // What another node has settled meanwhile is nobody's business any more.
            if held.contains(&recorded.seq) {
                match self.tell(tx.as_mut(), recorded, &consumed).await? {
                    Told::Wholly { rows: written } => rows += written,
                    Told::Partly(reached) => {
                        underway = Some(reached);
                        break;
                    }
                }
                settled.push(recorded.seq);
            }
            past += 1;
            if rows >= ROWS {
                break;
            }
        }
        if !held.is_empty() {
            tx.settle_events(&settled).await?;
            tx.commit().await?;
        }
        self.line.drain(..past);
        self.singly = self.singly.saturating_sub(past);
        self.underway = underway;
        Ok(past)
    }

    async fn tell(
        &self,
        tx: &mut dyn Tx,
        recorded: &Recorded,
        consumed: &[(i64, String)],
    ) -> Result<Told, Failure> {
        let seq = recorded.seq;
        let event = match &recorded.event {
            Ok(event) => event,
            Err(unreadable) => {
                self.set_aside(tx, seq, unreadable).await?;
                return Ok(Told::Wholly { rows: 1 });
            }
        };
        let is_done = |name| consumed.iter().any(|(of, by)| *of == seq && by == name);
        let (mut rows, mut told) = (0, Vec::new());
        for consumer in &self.consumers {
            let name = consumer.name();
            if is_done(name) {
                continue;
            }
            let handled = self.handle(tx, seq, event, consumer.as_ref()).await;
            let handled = handled.map_err(|error| Failure {
                at: Some((seq, name)),
                error,
            })?;
            if let Some(place) = handled.rest {
                // This unit is committed before the event is settled: those who are done must not hear of it again.
                for earlier in told {
                    tx.consume_once(earlier, seq).await?;
                }
                return Ok(Told::Partly(Underway {
                    seq,
                    consumer: name,
                    place,
                }));
            }
            rows += handled.rows;
            told.push(name);
        }
        Ok(Told::Wholly { rows })
    }

    async fn handle(
        &self,
        tx: &mut dyn Tx,
        seq: i64,
        event: &Event,
        consumer: &dyn Consumer,
    ) -> Result<Handled, StoreError> {
        let from = self.underway.as_ref();
        let from = from.filter(|half| half.seq == seq && half.consumer == consumer.name());
        AssertUnwindSafe(consumer.handle(tx, event, from.map(|half| half.place)))
            .catch_unwind()
            .await
            .unwrap_or_else(|_panic| Err(StoreError::Failed("the consumer panicked".into())))
    }

    async fn set_aside(
        &self,
        tx: &mut dyn Tx,
        seq: i64,
        reason: &Unreadable,
    ) -> Result<(), StoreError> {
        tracing::error!(seq, %reason, "an event is parked");
        let now = self.ports.clock.now();
        tx.park_event(seq, EVERYBODY, &reason.to_string(), now)
            .await
    }
}
