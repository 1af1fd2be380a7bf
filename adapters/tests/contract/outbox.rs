//! Domain events.

use std::sync::Arc;

use async_trait::async_trait;
use kith_adapters::sql::Database;
use kith_core::{
    shared::{
        clock::Timestamp,
        event::Event,
        id::{PostId, UserId},
        ports::Ports,
        relay::{Consumer, Handled, Place, Relay, Step},
        store::{Store, StoreError, Tx},
    },
    testing::{CountingIds, CountingRandom, FixedClock},
};
use tokio::sync::Mutex;

crate::contract! {
    events_come_out_in_the_order_they_went_in,
    an_event_of_a_dropped_transaction_never_was,
    an_open_transaction_is_not_overtaken,
    consuming_is_once_for_each_consumer,
    a_parked_event_is_kept_for_the_operator,
    a_parked_event_is_told_again_to_whom_it_was_parked_for_alone,
    a_parked_event_can_be_forgotten,
    an_event_is_handled_once_also_when_a_second_node_read_it_before_it_was_settled,
}

fn published(post: i64) -> Event {
    Event::PostPublished {
        post: PostId::new(post),
    }
}

async fn emit(database: &Database, event: Event) {
    let mut tx = database.write().await.unwrap();
    tx.emit(event).await.unwrap();
    tx.commit().await.unwrap();
}

async fn pending(database: &Database) -> Vec<Event> {
    let events = database
        .read()
        .await
        .unwrap()
        .pending_events(1_000)
        .await
        .unwrap();
    events
        .into_iter()
        .map(|recorded| recorded.event.unwrap())
        .collect()
}

/// All that was told so far, in order; waits until nothing of it can be held back any more.
pub(crate) async fn told(database: &Database) -> Vec<Event> {
    let last = published(i64::MAX);
    emit(database, last.clone()).await;
    let listed = tokio::time::timeout(std::time::Duration::from_secs(20), async {
        loop {
            let mut events = pending(database).await;
            if events.pop().as_ref() == Some(&last) {
                return events;
            }
            tokio::task::yield_now().await;
        }
    });
    listed.await.expect("an older transaction stays open")
}

/// PostgreSQL lists an event once no older transaction is open on the server, those of other tests included.
async fn settled(database: &Database, expected: &[Event]) {
    let seen = tokio::time::timeout(std::time::Duration::from_secs(20), async {
        while pending(database).await != expected {
            tokio::task::yield_now().await;
        }
    });
    if seen.await.is_err() {
        assert_eq!(pending(database).await, expected);
    }
}

async fn events_come_out_in_the_order_they_went_in(database: Database) {
    let all: Vec<Event> = (0..20).map(published).collect();
    for event in &all {
        emit(&database, event.clone()).await;
    }
    settled(&database, &all).await;
    assert_eq!(
        database
            .read()
            .await
            .unwrap()
            .pending_events(3)
            .await
            .unwrap()
            .len(),
        3
    );
}

async fn an_event_of_a_dropped_transaction_never_was(database: Database) {
    let mut tx = database.write().await.unwrap();
    tx.emit(published(1)).await.unwrap();
    drop(tx);
    emit(&database, published(2)).await;
    settled(&database, &[published(2)]).await;
}

async fn an_open_transaction_is_not_overtaken(database: Database) {
    let mut slow = database.write().await.unwrap();
    slow.emit(published(1)).await.unwrap();
    let other = tokio::spawn({
        let database = database.clone();
        async move { emit(&database, published(2)).await }
    });
    // Whatever is listed while the first transaction is open, nothing of the second may be in it alone.
    assert_eq!(pending(&database).await, []);
    slow.commit().await.unwrap();
    other.await.unwrap();
    settled(&database, &[published(1), published(2)]).await;
}

async fn consuming_is_once_for_each_consumer(database: Database) {
    emit(
        &database,
        Event::UserRegistered {
            user: UserId::new(7),
        },
    )
    .await;
    settled(
        &database,
        &[Event::UserRegistered {
            user: UserId::new(7),
        }],
    )
    .await;
    let seq = database
        .read()
        .await
        .unwrap()
        .pending_events(1)
        .await
        .unwrap()[0]
        .seq;

    let mut tx = database.write().await.unwrap();
    assert!(tx.consume_once("mail", seq).await.unwrap());
    drop(tx);
    let mut tx = database.write().await.unwrap();
    assert!(
        tx.consume_once("mail", seq).await.unwrap(),
        "a dropped transaction consumed nothing"
    );
    tx.commit().await.unwrap();

    let mut tx = database.write().await.unwrap();
    assert!(!tx.consume_once("mail", seq).await.unwrap());
    assert!(tx.consume_once("timelines", seq).await.unwrap());
    tx.settle_events(&[seq]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(pending(&database).await, []);
}

async fn a_parked_event_is_kept_for_the_operator(database: Database) {
    emit(&database, published(1)).await;
    settled(&database, &[published(1)]).await;
    let seq = database
        .read()
        .await
        .unwrap()
        .pending_events(1)
        .await
        .unwrap()[0]
        .seq;
    let mut tx = database.write().await.unwrap();
    for _repeated in 0..2 {
        tx.park_event(seq, "mail", "no route", Timestamp::from_micros(5))
            .await
            .unwrap();
    }
    tx.settle_events(&[seq]).await.unwrap();
    tx.commit().await.unwrap();

    let parked = database.parked_events().await.unwrap();
    assert_eq!(parked.len(), 1);
    assert_eq!(
        (parked[0].consumer.as_str(), parked[0].reason.as_str()),
        ("mail", "no route")
    );
}

/// Parks the event for these consumers; gives its number.
async fn park(database: &Database, consumers: &[&str]) -> i64 {
    emit(database, published(1)).await;
    settled(database, &[published(1)]).await;
    let mut tx = database.write().await.unwrap();
    let seq = tx.pending_events(1).await.unwrap()[0].seq;
    for consumer in consumers {
        tx.park_event(seq, consumer, "no route", Timestamp::from_micros(5))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    seq
}

async fn a_parked_event_is_told_again_to_whom_it_was_parked_for_alone(database: Database) {
    let seq = park(&database, &["mails", "names"]).await;
    let retry = async |seq| {
        database
            .retry_parked_event(seq, "mails", &["names", "timelines"])
            .await
            .unwrap()
    };
    assert!(retry(seq).await);
    assert!(!retry(seq).await, "it is parked no more");
    assert!(!retry(seq + 1).await);
    let parked = database.parked_events().await.unwrap();
    assert_eq!(parked.len(), 1);
    assert_eq!(parked[0].consumer, "names");

    settled(&database, &[published(1), published(1)]).await;
    let mut tx = database.write().await.unwrap();
    let again = tx.pending_events(2).await.unwrap()[1].seq;
    assert!(again > seq);
    for (consumer, hears) in [("mails", true), ("names", false), ("timelines", false)] {
        assert_eq!(tx.consume_once(consumer, again).await.unwrap(), hears);
    }
}

async fn a_parked_event_can_be_forgotten(database: Database) {
    let seq = park(&database, &["mails", "names"]).await;
    let discard = async |consumer| {
        let done = database.discard_parked_event(seq, consumer).await;
        done.unwrap()
    };
    assert!(discard("mails").await);
    assert!(!discard("mails").await, "it is parked no more");
    let parked = database.parked_events().await.unwrap();
    assert_eq!(parked.len(), 1);
    assert_eq!(parked[0].consumer, "names");
    assert_eq!(pending(&database).await, [published(1)]);
}

/// Remembers what it was told.
#[derive(Default)]
struct Listener(Mutex<Vec<Event>>);

#[async_trait]
impl Consumer for Listener {
    fn name(&self) -> &'static str {
        "listener"
    }

    async fn handle(
        &self,
        _tx: &mut dyn Tx,
        event: &Event,
        _from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        self.0.lock().await.push(event.clone());
        Ok(Handled::LIGHTLY)
    }
}

/// The store of a slow node: between its reading and its first writing, the relay of another node does all there is.
struct Slow {
    database: Database,
    other: Mutex<Option<Relay>>,
}

#[async_trait]
impl Store for Slow {
    async fn read(&self) -> Result<Box<dyn Tx>, StoreError> {
        self.database.read().await
    }

    async fn write(&self) -> Result<Box<dyn Tx>, StoreError> {
        if let Some(mut other) = self.other.lock().await.take() {
            while other.step().await != Step::Idle {}
        }
        self.database.write().await
    }
}

fn relay(store: Arc<dyn Store>, listener: &Arc<Listener>) -> Relay {
    let ports = Ports {
        store,
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    Relay::new(ports, vec![listener.clone()])
}

async fn an_event_is_handled_once_also_when_a_second_node_read_it_before_it_was_settled(
    database: Database,
) {
    let all: Vec<Event> = (1..=3).map(published).collect();
    for event in &all {
        emit(&database, event.clone()).await;
    }
    settled(&database, &all).await;
    let listener = Arc::new(Listener::default());
    let fast = relay(Arc::new(database.clone()), &listener);
    let slow = Slow {
        database: database.clone(),
        other: Mutex::new(Some(fast)),
    };
    let mut slow = relay(Arc::new(slow), &listener);
    assert_eq!(slow.step().await, Step::Settled(3), "it had read all three");
    assert_eq!(*listener.0.lock().await, all);
}
