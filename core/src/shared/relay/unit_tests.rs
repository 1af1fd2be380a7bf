//! How events are put into units of work.

use std::sync::Mutex;

use async_trait::async_trait;

use super::*;
use crate::{
    shared::id::PostId,
    testing::{CountingIds, CountingRandom, FixedClock, MockStore, MockTx},
};

/// An outbox in memory, with what was committed.
#[derive(Default)]
struct Outbox {
    waiting: Vec<i64>,
    consumed: Vec<(i64, String)>,
    parked: Vec<i64>,
    /// What was heard by whom, as `name:seq` or `name:seq@place`, one line for each unit of work.
    units: Vec<Vec<String>>,
    /// The unit of work that is open.
    open: Unit,
}

#[derive(Default)]
struct Unit {
    heard: Vec<String>,
    settled: Vec<i64>,
    consumed: Vec<(i64, String)>,
    parked: Vec<i64>,
}

type Shared = Arc<Mutex<Outbox>>;

fn store(outbox: &Shared) -> MockStore {
    let mut store = MockStore::new();
    let reads = outbox.clone();
    store.expect_read().returning(move || {
        let waiting = reads.lock().unwrap().waiting.clone();
        let mut tx = MockTx::new();
        tx.expect_pending_events().returning(move |_| {
            let recorded = |seq: &i64| Recorded {
                seq: *seq,
                event: Ok(Event::PostPublished {
                    post: PostId::new(*seq),
                }),
            };
            Ok(waiting.iter().map(recorded).collect())
        });
        Ok(Box::new(tx))
    });
    let writes = outbox.clone();
    store.expect_write().returning(move || {
        writes.lock().unwrap().open = Unit::default();
        Ok(Box::new(unit(&writes)))
    });
    store
}

/// A unit of work whose changes are made when it is committed.
fn unit(outbox: &Shared) -> MockTx {
    let mut tx = MockTx::new();
    let shared = outbox.clone();
    tx.expect_hold_events().returning(move |seqs| {
        let outbox = shared.lock().unwrap();
        let held = seqs.iter().filter(|seq| outbox.waiting.contains(seq));
        Ok(held.copied().collect())
    });
    let shared = outbox.clone();
    tx.expect_consumed()
        .returning(move |_| Ok(shared.lock().unwrap().consumed.clone()));
    let shared = outbox.clone();
    tx.expect_consume_once().returning(move |name, seq| {
        let mut outbox = shared.lock().unwrap();
        outbox.open.consumed.push((seq, name.to_owned()));
        Ok(true)
    });
    let shared = outbox.clone();
    tx.expect_settle_events().returning(move |seqs| {
        shared.lock().unwrap().open.settled.extend(seqs);
        Ok(())
    });
    let shared = outbox.clone();
    tx.expect_park_event().returning(move |seq, _, _, _| {
        shared.lock().unwrap().open.parked.push(seq);
        Ok(())
    });
    let shared = outbox.clone();
    tx.expect_commit().returning(move || {
        let mut outbox = shared.lock().unwrap();
        let unit = std::mem::take(&mut outbox.open);
        outbox.waiting.retain(|seq| !unit.settled.contains(seq));
        outbox.consumed.extend(unit.consumed);
        outbox.parked.extend(unit.parked);
        outbox.units.push(unit.heard);
        Ok(())
    });
    tx
}

/// Writes `rows` for each event, and needs `parts` for the event 2; cannot bear the event 3 when it `fails`.
struct Listener {
    name: &'static str,
    outbox: Shared,
    rows: u64,
    parts: Place,
    fails: bool,
}

#[async_trait]
impl Consumer for Listener {
    fn name(&self) -> &'static str {
        self.name
    }

    async fn handle(
        &self,
        _tx: &mut dyn Tx,
        event: &Event,
        from: Option<Place>,
    ) -> Result<Handled, StoreError> {
        let Event::PostPublished { post } = event else {
            panic!("only posts are told")
        };
        let seq = post.get();
        if self.fails && seq == 3 {
            return Err(StoreError::Failed("no".into()));
        }
        let place = from.map_or(String::new(), |place| format!("@{place}"));
        let mut outbox = self.outbox.lock().unwrap();
        outbox
            .open
            .heard
            .push(format!("{}:{seq}{place}", self.name));
        let next = from.unwrap_or(0) + 1;
        Ok(Handled {
            rows: self.rows,
            rest: (seq == 2 && next < self.parts).then_some(next),
        })
    }
}

struct Setting {
    outbox: Shared,
    relay: Relay,
}

/// Events 1 to `events`, and two listeners.
fn setting(events: i64, rows: u64, parts: Place, fails: bool) -> Setting {
    let outbox = Shared::default();
    outbox.lock().unwrap().waiting = (1..=events).collect();
    let listener = |name, parts, fails| -> Arc<dyn Consumer> {
        Arc::new(Listener {
            name,
            outbox: outbox.clone(),
            rows,
            parts,
            fails,
        })
    };
    let consumers = vec![listener("mail", 1, false), listener("line", parts, fails)];
    Setting {
        relay: relay(&outbox, consumers),
        outbox,
    }
}

fn relay(outbox: &Shared, consumers: Vec<Arc<dyn Consumer>>) -> Relay {
    let ports = Ports {
        store: Arc::new(store(outbox)),
        clock: Arc::new(FixedClock::default()),
        ids: Arc::new(CountingIds::default()),
        random: Arc::new(CountingRandom::default()),
    };
    Relay::new(ports, consumers)
}

#[tokio::test]
async fn small_events_share_a_unit_of_work() {
    let mut setting = setting(3, 1, 1, false);
    assert_eq!(setting.relay.step().await, Step::Settled(3));
    assert_eq!(setting.relay.step().await, Step::Idle);
    let outbox = setting.outbox.lock().unwrap();
    let heard = ["mail:1", "line:1", "mail:2", "line:2", "mail:3", "line:3"];
    assert_eq!(outbox.units, [heard]);
}

#[tokio::test]
async fn a_unit_of_work_ends_when_enough_was_written() {
    let mut setting = setting(3, ROWS / 3, 1, false);
    assert_eq!(setting.relay.step().await, Step::Settled(2));
    assert_eq!(setting.relay.step().await, Step::Settled(1));
    assert!(setting.outbox.lock().unwrap().waiting.is_empty());
}

#[tokio::test]
async fn a_unit_of_work_ends_with_an_event_over_which_something_is_held() {
    let mut setting = setting(2, Handled::HOLDING.rows, 1, false);
    assert_eq!(setting.relay.step().await, Step::Settled(1));
    assert_eq!(setting.outbox.lock().unwrap().waiting, [2]);
}

#[tokio::test]
async fn a_large_event_is_handled_in_parts_and_those_who_are_done_hear_of_it_once() {
    let mut setting = setting(3, 1, 3, false);
    assert_eq!(setting.relay.step().await, Step::Settled(1));
    assert_eq!(setting.relay.step().await, Step::Settled(0));
    assert_eq!(setting.relay.step().await, Step::Settled(2));
    let outbox = setting.outbox.lock().unwrap();
    let units: Vec<String> = outbox.units.iter().map(|unit| unit.join(" ")).collect();
    assert_eq!(
        units,
        [
            "mail:1 line:1 mail:2 line:2",
            "line:2@1",
            "line:2@2 mail:3 line:3"
        ]
    );
    assert!(outbox.waiting.is_empty());
}

#[tokio::test]
async fn after_a_crash_a_half_done_event_begins_anew_for_who_was_not_done() {
    let mut before = setting(2, 1, 3, false);
    before.relay.step().await;
    before.relay.step().await;
    drop(before.relay);
    let line: Arc<dyn Consumer> = Arc::new(Listener {
        name: "line",
        outbox: before.outbox.clone(),
        rows: 1,
        parts: 1,
        fails: false,
    });
    let mail: Arc<dyn Consumer> = Arc::new(Listener {
        name: "mail",
        outbox: before.outbox.clone(),
        rows: 1,
        parts: 1,
        fails: false,
    });
    let mut again = relay(&before.outbox, vec![mail, line]);
    assert_eq!(again.step().await, Step::Settled(1));
    let outbox = before.outbox.lock().unwrap();
    assert_eq!(outbox.units.last().unwrap(), &["line:2"]);
}

#[tokio::test]
async fn one_that_fails_holds_up_those_behind_it_and_not_those_before() {
    let mut setting = setting(4, 1, 1, true);
    assert_eq!(setting.relay.step().await, Step::Settled(0), "together");
    assert_eq!(setting.relay.step().await, Step::Settled(1));
    assert_eq!(setting.relay.step().await, Step::Settled(1));
    for _failed in 1..TRIES {
        assert!(matches!(setting.relay.step().await, Step::Pause(_)));
    }
    assert_eq!(setting.outbox.lock().unwrap().waiting, [3, 4]);
    assert_eq!(setting.relay.step().await, Step::Settled(0), "parked");
    while setting.relay.step().await != Step::Idle {}
    let outbox = setting.outbox.lock().unwrap();
    assert_eq!(outbox.parked, [3]);
    assert!(outbox.waiting.is_empty());
    let heard = outbox.units.concat();
    let by_mail: Vec<&String> = heard.iter().filter(|one| one.starts_with("mail")).collect();
    assert_eq!(by_mail, ["mail:1", "mail:2", "mail:3", "mail:4"]);
}
