//! Moments follow the clocks that were meant, when the rules of a time zone become others.

use super::{
    edit::changed,
    event::{EventClosed, GroupEvent},
    ports::EventKey,
    remind::enqueue_reminders,
};
use crate::shared::{
    event::Event,
    id::EventId,
    page::Limit,
    ports::Ports,
    store::{StoreError, Tx},
};

/// Events looked at together.
const STEP: Limit = Limit::of::<100>();

/// Derives the moments of what is to come anew, by the rules that this version knows.
#[derive(Clone)]
pub struct KeepEventTimes {
    ports: Ports,
}

impl KeepEventTimes {
    /// The use case on these ports.
    #[must_use]
    pub fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Moves what no longer is when its clock says, and tells how many events that were.
    #[tracing::instrument(name = "events.keep_times", skip_all)]
    pub async fn run(&self) -> Result<u64, StoreError> {
        let now = self.ports.clock.now();
        let mut moved = 0;
        let mut after: Option<EventKey> = None;
        loop {
            let mut tx = self.ports.store.read().await?;
            let page = tx.events_to_come(now, after, STEP).await?;
            drop(tx);
            for event in page.items.iter().filter(|event| is_off(event)) {
                moved += u64::from(self.mend(event.id).await?);
            }
            after = page.next;
            if after.is_none() {
                return Ok(moved);
            }
        }
    }

    async fn mend(&self, id: EventId) -> Result<bool, StoreError> {
        let mut tx = self.ports.store.write().await?;
        let Some(event) = tx.event_held(id).await? else {
            return Ok(false);
        };
        if !is_off(&event) || event.open_at(self.ports.clock.now()) == Err(EventClosed::Cancelled) {
            return Ok(false);
        }
        self.store(tx.as_mut(), &event).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn store(&self, tx: &mut dyn Tx, before: &GroupEvent) -> Result<(), StoreError> {
        let now = self.ports.clock.now();
        let after = GroupEvent {
            times: before.times.by_present_rules(),
            ..before.clone()
        };
        let event = changed(before, after, now);
        tx.update_event(&event).await?;
        enqueue_reminders(tx, &event, now).await?;
        let (id, is_moved) = (event.id, true);
        tx.emit(Event::EventEdited { id, is_moved }).await
    }
}

fn is_off(event: &GroupEvent) -> bool {
    event.times.by_present_rules() != event.times
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        events::{
            fixtures::{EVENT, rehearsal},
            times::{EventTimes, LocalTime},
        },
        posts::fixtures::ports,
        shared::page::Page,
        testing::{MockStore, MockTx},
    };

    /// The rehearsal as it was stored when Berlin was thought to have summer time in January.
    fn off() -> GroupEvent {
        let right = rehearsal();
        let starts_at = right.times.starts.at().plus(-Duration::HOUR);
        let times = EventTimes {
            starts: LocalTime::stored(starts_at, "2026-01-18T13:00:00+02:00".into()),
            ..right.times.clone()
        };
        GroupEvent { times, ..right }
    }

    fn store(found: fn() -> GroupEvent, writing: fn(&mut MockTx)) -> MockStore {
        let mut store = MockStore::new();
        store.expect_read().returning(move || {
            let mut tx = MockTx::new();
            tx.expect_events_to_come().returning(move |_, _, _| {
                Ok(Page {
                    items: vec![found()],
                    next: None,
                })
            });
            Ok(Box::new(tx))
        });
        store.expect_write().returning(move || {
            let mut tx = MockTx::new();
            writing(&mut tx);
            Ok(Box::new(tx))
        });
        store
    }

    #[tokio::test]
    async fn what_is_off_is_moved_to_what_its_clock_says() {
        let store = store(off, |tx| {
            tx.expect_event_held().returning(|_| Ok(Some(off())));
            tx.expect_update_event()
                .withf(|event| {
                    event.times == rehearsal().times
                        && (event.sequence, event.timed_since) == (1, 1)
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_enqueue().times(2).returning(|_, _| Ok(()));
            tx.expect_emit()
                .withf(|told| {
                    let (id, is_moved) = (EVENT, true);
                    *told == Event::EventEdited { id, is_moved }
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let moved = KeepEventTimes::new(ports(store)).run().await.unwrap();
        assert_eq!(moved, 1);
    }

    #[tokio::test]
    async fn what_is_right_is_not_touched() {
        let untouched = store(rehearsal, |_| {});
        let moved = KeepEventTimes::new(ports(untouched)).run().await.unwrap();
        assert_eq!(moved, 0);
        let mended = store(off, |tx| {
            tx.expect_event_held().returning(|_| Ok(Some(rehearsal())));
        });
        let moved = KeepEventTimes::new(ports(mended)).run().await.unwrap();
        assert_eq!(moved, 0, "another node was quicker");
    }
}
