//! Domain events.

use kith_adapters::sql::Database;
use kith_core::shared::{
    clock::Timestamp,
    event::Event,
    id::{PostId, UserId},
    store::Store as _,
};

crate::contract! {
    events_come_out_in_the_order_they_went_in,
    an_event_of_a_dropped_transaction_never_was,
    an_open_transaction_is_not_overtaken,
    consuming_is_once_for_each_consumer,
    a_parked_event_is_kept_for_the_operator,
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
        .pending_events(100)
        .await
        .unwrap();
    events.into_iter().map(|recorded| recorded.event).collect()
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
    tx.settle_event(seq).await.unwrap();
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
    tx.settle_event(seq).await.unwrap();
    tx.commit().await.unwrap();

    let parked = database.parked_events().await.unwrap();
    assert_eq!(parked.len(), 1);
    assert_eq!(
        (parked[0].consumer.as_str(), parked[0].reason.as_str()),
        ("mail", "no route")
    );
}
