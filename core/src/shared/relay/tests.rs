use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;

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

    async fn handle(
        &self,
        _tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        assert!(!matches!(event, Event::PostDeleted { .. }), "out of ink");
        let left = self.failures.load(Ordering::SeqCst);
        if left == 0 {
            return Ok(Handled::LIGHTLY);
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
        tx.expect_hold_events().returning(|seqs| Ok(seqs.to_vec()));
        tx.expect_consumed().returning(|_| Ok(Vec::new()));
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
        tx.expect_settle_events()
            .withf(|seqs| seqs == [7])
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    assert_eq!(relay(store, 0).step().await, Step::Settled(1));
}

#[tokio::test]
async fn what_was_handled_before_a_crash_is_not_handled_again() {
    let post = PostId::new(1);
    let store = waiting(Ok(Event::PostPublished { post }), |tx| {
        tx.expect_hold_events().returning(|seqs| Ok(seqs.to_vec()));
        tx.expect_consumed()
            .returning(|_| Ok(vec![(7, "mail".to_owned())]));
        tx.expect_settle_events().returning(|_| Ok(()));
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
        tx.expect_hold_events().returning(|_| Ok(Vec::new()));
        tx.expect_consumed().returning(|_| Ok(Vec::new()));
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
        tx.expect_hold_events().returning(|seqs| Ok(seqs.to_vec()));
        tx.expect_consumed().returning(|_| Ok(Vec::new()));
        tx.expect_park_event()
            .times(1)
            .withf(|seq, consumer, reason, _| {
                (*seq, consumer) == (7, EVERYBODY) && reason.contains("no such event")
            })
            .returning(|_, _, _, _| Ok(()));
        tx.expect_settle_events().times(1).returning(|_| Ok(()));
        tx.expect_commit().times(1).returning(|| Ok(()));
    });
    assert_eq!(relay(store, 0).step().await, Step::Settled(1));
}

#[tokio::test]
async fn a_consumer_that_panics_has_failed() {
    let post = PostId::new(1);
    let store = waiting(Ok(Event::PostDeleted { post }), |tx| {
        tx.expect_hold_events().returning(|seqs| Ok(seqs.to_vec()));
        tx.expect_consumed().returning(|_| Ok(Vec::new()));
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
