//! Transactions: all or nothing, also when callers go away.

use kith_adapters::sql::Database;
use kith_core::shared::{event::Event, id::PostId, store::Store as _};

crate::contract! {
    many_writers_at_once_all_commit,
    callers_that_go_away_leave_all_or_nothing,
    writing_through_a_reader_fails,
    a_closed_database_refuses_work,
}

fn event(number: i64) -> Event {
    Event::PostPublished {
        post: PostId::new(number),
    }
}

/// All events, once one that is written now has come through: PostgreSQL lists an event when no older
/// transaction is open on the server, those of other tests included.
async fn stored(database: &Database) -> Vec<Event> {
    let mut tx = database.write().await.unwrap();
    tx.emit(event(-1)).await.unwrap();
    tx.commit().await.unwrap();
    loop {
        let events = database
            .read()
            .await
            .unwrap()
            .pending_events(10_000)
            .await
            .unwrap();
        let events: Vec<Event> = events
            .into_iter()
            .map(|recorded| recorded.event.unwrap())
            .collect();
        if events.contains(&event(-1)) {
            return events;
        }
        tokio::task::yield_now().await;
    }
}

async fn many_writers_at_once_all_commit(database: Database) {
    let writers: Vec<_> = (0..200)
        .map(|number| {
            let database = database.clone();
            tokio::spawn(async move {
                let mut tx = database.write().await.unwrap();
                tx.emit(event(number)).await.unwrap();
                if number % 5 == 0 {
                    return; // every fifth changes its mind
                }
                tx.commit().await.unwrap();
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let stored = stored(&database).await;
    assert_eq!(stored.len(), 161, "160 and the one that was waited for");
    assert!(
        (0..200)
            .filter(|number| number % 5 != 0)
            .all(|number| stored.contains(&event(number)))
    );
}

/// Each caller writes a pair; wherever it is cut off, both halves are there or none.
async fn callers_that_go_away_leave_all_or_nothing(database: Database) {
    for pair in 0..200_i64 {
        let caller = tokio::spawn({
            let database = database.clone();
            async move {
                let mut tx = database.write().await.unwrap();
                tx.emit(event(pair * 2)).await.unwrap();
                tx.emit(event(pair * 2 + 1)).await.unwrap();
                tx.commit().await.unwrap();
            }
        });
        for _step in 0..pair % 17 {
            tokio::task::yield_now().await;
        }
        caller.abort();
        let _cut_off = caller.await;
    }
    let stored = stored(&database).await;
    for pair in 0..200 {
        assert_eq!(
            stored.contains(&event(pair * 2)),
            stored.contains(&event(pair * 2 + 1)),
            "pair {pair}"
        );
    }
}

async fn writing_through_a_reader_fails(database: Database) {
    let mut tx = database.read().await.unwrap();
    assert!(tx.emit(event(1)).await.is_err());
    drop(tx);
    assert!(
        database
            .write()
            .await
            .unwrap()
            .pending_events(1)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_closed_database_refuses_work(database: Database) {
    database.close().await;
    assert!(database.write().await.is_err());
    assert!(database.read().await.is_err());
}
