//! The relay: carries domain events from the outbox to their consumers, in order, each once.
//!
//! One event is handled in one unit of work by all consumers and settled in it, so a crash at any moment
//! leaves the event either wholly handled or wholly waiting. The event is held meanwhile, so that of several
//! nodes one handles it. A consumer that fails or panics is tried again with growing pauses while the line
//! waits (order is kept); after [`TRIES`] the event is parked for that consumer, for an operator to see, and
//! the line goes on. An event that cannot be read is parked at once.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures_util::FutureExt as _;

use super::{
    event::{Event, Recorded, Unreadable},
    ports::Ports,
    store::{StoreError, Tx},
};

/// How often a consumer may fail over one event before the event is parked.
pub const TRIES: u32 = 5;

/// In whose name an event is parked that cannot be read.
pub const EVERYBODY: &str = "everybody";

/// How many events are looked at together.
const BATCH: u32 = 100;

/// Somebody who must hear of events. Handling happens inside the relay's unit of work: what the consumer
/// writes takes effect together with the note that it has handled the event. It enqueues jobs for anything slow.
#[async_trait]
pub trait Consumer: Send + Sync {
    /// A stable name, under which the store remembers what was handled.
    fn name(&self) -> &'static str;

    /// Does what the event asks for. An error rolls back everything and counts as one failed try.
    async fn handle(&self, tx: &mut dyn Tx, event: &Event) -> Result<(), StoreError>;
}

/// What a step of the relay came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing is waiting.
    Idle,
    /// This many events were settled; more may wait.
    Settled(usize),
    /// Something failed; try again after the pause.
    Pause(Duration),
}

/// Carries events to consumers.
pub struct Relay {
    ports: Ports,
    consumers: Vec<Arc<dyn Consumer>>,
    failing: Option<Failing>,
}

/// The event at the head of the line that somebody fails to handle.
struct Failing {
    seq: i64,
    consumer: &'static str,
    tries: u32,
}

/// Why an event could not be settled.
struct Failure {
    consumer: Option<&'static str>,
    error: StoreError,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self {
            consumer: None,
            error,
        }
    }
}

impl Relay {
    /// A relay to these consumers, in this order.
    #[must_use]
    pub fn new(ports: Ports, consumers: Vec<Arc<dyn Consumer>>) -> Self {
        Self {
            ports,
            consumers,
            failing: None,
        }
    }

    /// Handles what is waiting, up to a batch.
    pub async fn step(&mut self) -> Step {
        let waiting = match self.waiting().await {
            Ok(waiting) => waiting,
            Err(error) => {
                tracing::warn!(%error, "the outbox cannot be read");
                return Step::Pause(pause(1));
            }
        };
        let mut settled = 0;
        for recorded in &waiting {
            if let Err(failure) = self.settle(recorded).await {
                return self.note(recorded, &failure).await;
            }
            settled += 1;
        }
        if settled == 0 {
            Step::Idle
        } else {
            Step::Settled(settled)
        }
    }

    async fn waiting(&self) -> Result<Vec<Recorded>, StoreError> {
        self.ports.store.read().await?.pending_events(BATCH).await
    }

    async fn settle(&self, recorded: &Recorded) -> Result<(), Failure> {
        let mut tx = self.ports.store.write().await?;
        if !tx.hold_event(recorded.seq).await? {
            return Ok(());
        }
        match &recorded.event {
            Ok(event) => self.tell(tx.as_mut(), recorded.seq, event).await?,
            Err(unreadable) => {
                self.set_aside(tx.as_mut(), recorded.seq, unreadable)
                    .await?;
            }
        }
        tx.settle_event(recorded.seq).await?;
        tx.commit().await.map_err(Failure::from)
    }

    async fn tell(&self, tx: &mut dyn Tx, seq: i64, event: &Event) -> Result<(), Failure> {
        for consumer in &self.consumers {
            if !tx.consume_once(consumer.name(), seq).await? {
                continue;
            }
            AssertUnwindSafe(consumer.handle(tx, event))
                .catch_unwind()
                .await
                .unwrap_or_else(|_panic| Err(StoreError::Failed("the consumer panicked".into())))
                .map_err(|error| Failure {
                    consumer: Some(consumer.name()),
                    error,
                })?;
        }
        Ok(())
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

    /// Counts a failure; parks the event when there were too many. A busy store is nobody's failure.
    async fn note(&mut self, recorded: &Recorded, failure: &Failure) -> Step {
        let (Some(consumer), StoreError::Conflict | StoreError::Failed(_)) =
            (failure.consumer, &failure.error)
        else {
            tracing::debug!(error = %failure.error, seq = recorded.seq, "the relay waits for the store");
            return Step::Pause(pause(1));
        };
        let tries = match &self.failing {
            Some(known) if known.seq == recorded.seq && known.consumer == consumer => {
                known.tries + 1
            }
            _ => 1,
        };
        tracing::warn!(error = %failure.error, seq = recorded.seq, consumer, tries, "an event could not be handled");
        if tries < TRIES {
            self.failing = Some(Failing {
                seq: recorded.seq,
                consumer,
                tries,
            });
            return Step::Pause(pause(tries));
        }
        self.failing = None;
        match self.park(recorded, consumer, &failure.error).await {
            Ok(()) => Step::Settled(0),
            Err(error) => {
                tracing::error!(%error, seq = recorded.seq, "an event could not be parked");
                Step::Pause(pause(tries))
            }
        }
    }

    async fn park(
        &self,
        recorded: &Recorded,
        consumer: &str,
        reason: &StoreError,
    ) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        if !tx.hold_event(recorded.seq).await? {
            return Ok(());
        }
        tx.park_event(
            recorded.seq,
            consumer,
            &reason.to_string(),
            self.ports.clock.now(),
        )
        .await?;
        tx.consume_once(consumer, recorded.seq).await?;
        tx.commit().await
    }
}

/// 0.2 s after the first failure, doubling: 0.4, 0.8, 1.6 s.
fn pause(tries: u32) -> Duration {
    Duration::from_millis(100 << tries.min(10))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;
    use crate::{
        shared::id::PostId,
        testing::{CountingIds, CountingRandom, FixedClock, MockStore, MockTx},
    };

    /// Fails over the first `failures` events it is given; panics over every deleted post.
    struct Mail {
        failures: AtomicU32,
    }

    #[async_trait]
    impl Consumer for Mail {
        fn name(&self) -> &'static str {
            "mail"
        }

        async fn handle(&self, _tx: &mut dyn Tx, event: &Event) -> Result<(), StoreError> {
            assert!(!matches!(event, Event::PostDeleted { .. }), "out of ink");
            let left = self.failures.load(Ordering::SeqCst);
            if left == 0 {
                return Ok(());
            }
            self.failures.store(left - 1, Ordering::SeqCst);
            Err(StoreError::Failed("no paper".into()))
        }
    }

    fn relay(store: MockStore, failures: u32) -> Relay {
        let ports = Ports {
            store: Arc::new(store),
            clock: Arc::new(FixedClock::default()),
            ids: Arc::new(CountingIds::default()),
            random: Arc::new(CountingRandom::default()),
        };
        let mail = Mail {
            failures: AtomicU32::new(failures),
        };
        Relay::new(ports, vec![Arc::new(mail)])
    }

    /// A store with one waiting event, whose writing units of work are prepared by `write`.
    fn one_event(write: impl Fn(&mut MockTx) + Send + Sync + 'static) -> MockStore {
        let post = PostId::new(1);
        waiting(Ok(Event::PostPublished { post }), move |tx| {
            tx.expect_hold_event().returning(|_| Ok(true));
            write(tx);
        })
    }

    /// As [`one_event`], with this event, which `write` lets be held.
    fn waiting(
        event: Result<Event, Unreadable>,
        write: impl Fn(&mut MockTx) + Send + Sync + 'static,
    ) -> MockStore {
        let mut store = MockStore::new();
        store.expect_read().returning(move || {
            let mut tx = MockTx::new();
            let event = event.clone();
            tx.expect_pending_events().returning(move |_| {
                Ok(vec![Recorded {
                    seq: 7,
                    event: event.clone(),
                }])
            });
            Ok(Box::new(tx))
        });
        store.expect_write().returning(move || {
            let mut tx = MockTx::new();
            write(&mut tx);
            Ok(Box::new(tx))
        });
        store
    }

    #[tokio::test]
    async fn an_event_is_handled_and_settled_in_one_unit_of_work() {
        let store = one_event(|tx| {
            tx.expect_consume_once()
                .withf(|name, seq| name == "mail" && *seq == 7)
                .returning(|_, _| Ok(true));
            tx.expect_settle_event().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(relay(store, 0).step().await, Step::Settled(1));
    }

    #[tokio::test]
    async fn what_was_handled_before_a_crash_is_not_handled_again() {
        let store = one_event(|tx| {
            tx.expect_consume_once().returning(|_, _| Ok(false));
            tx.expect_settle_event().returning(|_| Ok(()));
            tx.expect_commit().returning(|| Ok(()));
        });
        let mut relay = relay(store, u32::MAX);
        assert_eq!(
            relay.step().await,
            Step::Settled(1),
            "the failing consumer was not asked"
        );
    }

    #[tokio::test]
    async fn failures_pause_longer_and_longer_and_end_with_the_event_parked() {
        let parked = Arc::new(AtomicU32::new(0));
        let store = one_event({
            let parked = parked.clone();
            move |tx| {
                let parked = parked.clone();
                tx.expect_consume_once().returning(|_, _| Ok(true));
                tx.expect_park_event()
                    .returning(move |seq, consumer, reason, _| {
                        assert_eq!((seq, consumer), (7, "mail"));
                        assert!(reason.contains("no paper"));
                        parked.fetch_add(1, Ordering::SeqCst);
                        Ok(())
                    });
                tx.expect_commit().returning(|| Ok(()));
            }
        });
        let mut relay = relay(store, TRIES);
        let mut last = Duration::ZERO;
        for _failed in 1..TRIES {
            let Step::Pause(pause) = relay.step().await else {
                panic!("a failure pauses the line")
            };
            assert!(pause > last);
            last = pause;
        }
        assert_eq!(relay.step().await, Step::Settled(0));
        assert_eq!(parked.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn an_event_that_another_node_settled_is_nobodys_business() {
        let post = PostId::new(1);
        let store = waiting(Ok(Event::PostPublished { post }), |tx| {
            tx.expect_hold_event().returning(|_| Ok(false));
        });
        let mut relay = relay(store, u32::MAX);
        assert_eq!(
            relay.step().await,
            Step::Settled(1),
            "nobody is asked and nothing is written"
        );
    }

    #[tokio::test]
    async fn an_event_that_cannot_be_read_is_parked_and_the_line_goes_on() {
        let store = waiting(Err(Unreadable("no such event".into())), |tx| {
            tx.expect_hold_event().returning(|_| Ok(true));
            tx.expect_park_event()
                .times(1)
                .withf(|seq, consumer, reason, _| {
                    (*seq, consumer) == (7, EVERYBODY) && reason.contains("no such event")
                })
                .returning(|_, _, _, _| Ok(()));
            tx.expect_settle_event().times(1).returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(relay(store, 0).step().await, Step::Settled(1));
    }

    #[tokio::test]
    async fn a_consumer_that_panics_has_failed() {
        let post = PostId::new(1);
        let store = waiting(Ok(Event::PostDeleted { post }), |tx| {
            tx.expect_hold_event().returning(|_| Ok(true));
            tx.expect_consume_once().returning(|_, _| Ok(true));
            tx.expect_park_event()
                .withf(|_, consumer, reason, _| consumer == "mail" && reason.contains("panicked"))
                .returning(|_, _, _, _| Ok(()));
            tx.expect_commit().returning(|| Ok(()));
        });
        let mut relay = relay(store, 0);
        for _failed in 1..TRIES {
            assert!(matches!(relay.step().await, Step::Pause(_)));
        }
        assert_eq!(relay.step().await, Step::Settled(0), "parked");
    }

    #[tokio::test]
    async fn a_busy_store_is_waited_for_and_counts_as_nobodys_failure() {
        let mut store = MockStore::new();
        store.expect_read().returning(|| Err(StoreError::Busy));
        let mut relay = relay(store, 0);
        for _again in 0..TRIES * 2 {
            assert!(matches!(relay.step().await, Step::Pause(_)));
        }
    }
}
