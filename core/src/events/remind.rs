//! Reminding those who come.

use serde::{Deserialize, Serialize};
use time::Duration;

use super::{event::GroupEvent, times::EventTimes};
use crate::shared::{
    clock::Timestamp,
    event::Event,
    id::EventId,
    jobs::Job,
    ports::Ports,
    store::{StoreError, Tx},
};

/// When one is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    /// At the same time of the day before.
    DayBefore,
    /// An hour before.
    HourBefore,
}

impl Reminder {
    /// All there are, in their order.
    pub const ALL: [Self; 2] = [Self::DayBefore, Self::HourBefore];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DayBefore => "day_before",
            Self::HourBefore => "hour_before",
        }
    }

    /// When it is due. A day is one of the calendar in the event's time zone, an hour is sixty minutes.
    #[must_use]
    pub fn due(self, times: &EventTimes) -> Timestamp {
        match self {
            Self::DayBefore => times.starts.day_before(&times.zone),
            Self::HourBefore => times.starts.at().plus(-Duration::HOUR),
        }
    }

    /// From when on it says nothing any more: the next one is due, or the event has begun.
    fn late_at(self, times: &EventTimes) -> Timestamp {
        match self {
            Self::DayBefore => Self::HourBefore.due(times),
            Self::HourBefore => times.starts.at(),
        }
    }
}

/// Enqueues the reminders that are to come at `now`. Call it with the time that the event has from now on: what was enqueued
/// for another is void.
pub(super) async fn enqueue_reminders(
    tx: &mut dyn Tx,
    event: &GroupEvent,
    now: Timestamp,
) -> Result<(), StoreError> {
    for which in Reminder::ALL {
        let due = which.due(&event.times);
        if due <= now {
            continue;
        }
        let job = Job::RemindOfEvent {
            event: event.id,
            which,
            sequence: event.timed_since,
        };
        tx.enqueue(&job, Some(due)).await?;
    }
    Ok(())
}

/// Tells the world that those who come are to be reminded.
#[derive(Clone)]
pub struct RemindOfEvent {
    ports: Ports,
}

impl RemindOfEvent {
    /// The use case on these ports.
    #[must_use]
    pub fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Emits the reminder, once however often it is repeated. Nothing happens when the event is gone, cancelled, or at
    /// another time since (`sequence` is no longer that of its time), and when it is too late.
    #[tracing::instrument(name = "events.remind", skip_all, fields(%event, which = which.as_str()))]
    pub async fn run(
        &self,
        event: EventId,
        which: Reminder,
        sequence: u32,
    ) -> Result<(), StoreError> {
        let mut tx = self.ports.store.write().await?;
        let now = self.ports.clock.now();
        let Some(found) = tx.event_held(event).await? else {
            return Ok(());
        };
        let is_void = found.cancelled_at.is_some()
            || found.timed_since != sequence
            || which.late_at(&found.times) <= now;
        if is_void {
            return Ok(());
        }
        let starts_at = found.times.starts.at();
        if !tx.note_reminder(event, which, starts_at).await? {
            return Ok(());
        }
        tx.emit(Event::EventReminder { id: event, which }).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        events::{
            fixtures::{EVENT, rehearsal},
            times::ZoneName,
        },
        posts::fixtures::{now, ports},
        testing::{FixedClock, MockStore},
    };

    /// What becomes of a reminder of `event`, so long after it was created.
    async fn told(event: GroupEvent, which: Reminder, sequence: u32, later: Duration) -> bool {
        let told = Arc::new(std::sync::Mutex::new(false));
        let noted = told.clone();
        let store = MockStore::writing(move |tx| {
            tx.expect_event_held().return_once(move |_| Ok(Some(event)));
            tx.expect_note_reminder().returning(|_, _, _| Ok(true));
            tx.expect_emit().returning(move |event| {
                assert!(matches!(event, Event::EventReminder { id: EVENT, .. }));
                *noted.lock().unwrap() = true;
                Ok(())
            });
            tx.expect_commit().returning(|| Ok(()));
        });
        let clock = FixedClock::default();
        clock.advance(later);
        let ports = Ports {
            clock: Arc::new(clock),
            ..ports(store)
        };
        let reminders = RemindOfEvent::new(ports);
        reminders.run(EVENT, which, sequence).await.unwrap();
        *told.lock().unwrap()
    }

    /// The rehearsal is three days after it was created.
    #[tokio::test]
    async fn one_is_reminded_of_what_takes_place_at_the_time_that_was_meant() {
        let (day, hour) = (Reminder::DayBefore, Reminder::HourBefore);
        let cancelled = GroupEvent {
            cancelled_at: Some(now()),
            ..rehearsal()
        };
        let moved = GroupEvent {
            sequence: 4,
            timed_since: 3,
            ..rehearsal()
        };
        for (event, which, sequence, hours, is_told) in [
            (rehearsal(), day, 0, 48, true),
            (rehearsal(), day, 0, 70, true),
            (rehearsal(), day, 0, 71, false),
            (rehearsal(), hour, 0, 71, true),
            (rehearsal(), hour, 0, 72, false),
            (cancelled, day, 0, 48, false),
            (moved.clone(), day, 0, 48, false),
            (moved.clone(), day, 4, 48, false),
            (moved, day, 3, 48, true),
        ] {
            let found = told(event, which, sequence, Duration::hours(hours)).await;
            assert_eq!(found, is_told, "{which:?} {sequence} after {hours} h");
        }
    }

    #[tokio::test]
    async fn a_repeat_tells_nothing() {
        let store = MockStore::writing(|tx| {
            tx.expect_event_held().returning(|_| Ok(Some(rehearsal())));
            tx.expect_note_reminder().returning(|_, _, _| Ok(false));
        });
        RemindOfEvent::new(ports(store))
            .run(EVENT, Reminder::DayBefore, 0)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn what_is_gone_is_not_remembered() {
        let store = MockStore::writing(|tx| {
            tx.expect_event_held().returning(|_| Ok(None));
        });
        RemindOfEvent::new(ports(store))
            .run(EVENT, Reminder::HourBefore, 0)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn only_what_is_to_come_is_enqueued() {
        let starts = now().plus(Duration::hours(5));
        let event = GroupEvent {
            times: EventTimes::at(ZoneName::parse("UTC").unwrap(), starts, None),
            ..rehearsal()
        };
        let store = MockStore::writing(move |tx| {
            tx.expect_enqueue()
                .withf(move |job, at| {
                    matches!(
                        job,
                        Job::RemindOfEvent {
                            which: Reminder::HourBefore,
                            ..
                        }
                    ) && *at == Some(starts.plus(-Duration::HOUR))
                })
                .times(1)
                .returning(|_, _| Ok(()));
        });
        let ports = ports(store);
        let mut tx = ports.store.write().await.unwrap();
        enqueue_reminders(tx.as_mut(), &event, now()).await.unwrap();
    }
}
