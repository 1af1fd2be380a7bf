//! Changing an event.

use super::{
    event::{EventDescription, EventPlace, EventTitle, GroupEvent, capacity, offers_maybe, place},
    places::give_places,
    refusal::{EventRefusal, open_event_run_by},
    remind::enqueue_reminders,
    response::Answer,
    times::{EventTimes, LocalTime, ZoneName},
    view::EventView,
};
use crate::shared::{
    actor::Actor,
    clock::Timestamp,
    event::Event,
    fields::{FormCheck, InvalidFields, Refusal},
    id::EventId,
    ports::Ports,
    store::{StoreError, Tx},
};

/// What is to change; `None` leaves a part as it is, and inside of it empties it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventEdit {
    /// Another title.
    pub title: Option<String>,
    /// Another description; empty for none.
    pub description: Option<String>,
    /// Another beginning.
    pub starts_at: Option<Timestamp>,
    /// Another end, or none.
    pub ends_at: Option<Option<Timestamp>>,
    /// Another time zone. What moments are not said stay what they are by the clock.
    pub time_zone: Option<String>,
    /// Another place, or none.
    pub place: Option<Option<String>>,
    /// What else one can say. Who said what is no longer offered goes on standing so.
    pub options: Option<Vec<Answer>>,
    /// How many can come, or everybody. Who comes already comes also when they are more.
    pub capacity: Option<Option<u32>>,
}

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum EditEventError {
    /// Fields were refused.
    #[error(transparent)]
    Invalid(#[from] InvalidFields),
    /// It is not theirs to change, or closed.
    #[error(transparent)]
    Refused(#[from] EventRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes events.
#[derive(Clone)]
pub struct EditEvent {
    ports: Ports,
}

impl EditEvent {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Changes an event of one's own, or of one's own group, and gives it as it is now.
    #[tracing::instrument(name = "events.edit", skip_all, fields(%event))]
    pub async fn run(
        &self,
        actor: &Actor,
        event: EventId,
        edit: EventEdit,
    ) -> Result<EventView, EditEventError> {
        let parsed = Parsed::of(&edit)?;
        let mut tx = self.ports.store.write().await?;
        let now = self.ports.clock.now();
        let before = open_event_run_by(tx.as_mut(), actor, event, now).await??;
        let after = parsed.applied_to(&before, &edit);
        check_times(&before.times, &after.times, now)?;
        if after != before {
            self.store(tx.as_mut(), &before, after, now).await?;
        }
        let view = tx
            .event_for(actor.user, event, now)
            .await?
            .ok_or(EventRefusal::NotFound)?;
        // Also when nothing changed: what made it so may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    async fn store(
        &self,
        tx: &mut dyn Tx,
        before: &GroupEvent,
        after: GroupEvent,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let is_at_another_time = after.times != before.times;
        let event = changed(before, after, now);
        tx.update_event(&event).await?;
        if is_at_another_time {
            enqueue_reminders(tx, &event, now).await?;
        }
        tx.emit(Event::EventEdited {
            id: event.id,
            is_moved: is_at_another_time || event.place != before.place,
        })
        .await?;
        give_places(&self.ports, tx, &event).await
    }
}

/// What `after` is as the next version of `before`.
pub(super) fn changed(before: &GroupEvent, after: GroupEvent, now: Timestamp) -> GroupEvent {
    let sequence = before.sequence + 1;
    GroupEvent {
        sequence,
        timed_since: if after.times == before.times {
            before.timed_since
        } else {
            sequence
        },
        changed_at: now,
        ..after
    }
}

/// What has begun already may go on; only another beginning has to be to come. Nothing is ended before now: it would be closed
/// for good.
fn check_times(
    before: &EventTimes,
    after: &EventTimes,
    now: Timestamp,
) -> Result<(), InvalidFields> {
    let mut form = FormCheck::default();
    if after.starts.at() != before.starts.at() {
        after.check_start(&mut form, now);
    } else if after.over_at() <= now {
        let message = "Choose an end that is to come.";
        form.refuse("ends_at", Refusal::new("in_the_past", message));
    }
    if after != before {
        after.check_end(&mut form);
    }
    form.finish()
}

/// The fields that could be wrong, read.
struct Parsed {
    title: Option<EventTitle>,
    description: Option<EventDescription>,
    zone: Option<ZoneName>,
    #[expect(clippy::option_option, reason = "left out, emptied, or said")]
    place: Option<Option<EventPlace>>,
    offers_maybe: Option<bool>,
}

impl Parsed {
    fn of(edit: &EventEdit) -> Result<Self, InvalidFields> {
        let mut form = FormCheck::default();
        let title = edit.title.as_deref();
        let description = edit.description.as_deref();
        let parsed = Self {
            title: title.and_then(|raw| form.field("title", EventTitle::parse(raw))),
            description: description
                .and_then(|raw| form.field("description", EventDescription::parse(raw))),
            zone: edit
                .time_zone
                .as_deref()
                .and_then(|raw| form.field("time_zone", ZoneName::parse(raw))),
            place: edit
                .place
                .as_ref()
                .and_then(|raw| form.field("place", place(raw.as_deref()))),
            offers_maybe: edit
                .options
                .as_deref()
                .and_then(|options| form.field("options", offers_maybe(Some(options)))),
        };
        if let Some(places) = edit.capacity {
            form.field("capacity", capacity(places));
        }
        form.finish()?;
        Ok(parsed)
    }

    fn applied_to(self, before: &GroupEvent, edit: &EventEdit) -> GroupEvent {
        let zone = self.zone.unwrap_or_else(|| before.times.zone.clone());
        let there = |moment: Timestamp| LocalTime::of(moment, &zone);
        let kept = |time: &LocalTime| {
            if zone == before.times.zone {
                time.clone()
            } else {
                time.moved_to(&zone)
            }
        };
        let times = EventTimes {
            starts: edit
                .starts_at
                .map_or_else(|| kept(&before.times.starts), there),
            ends: match edit.ends_at {
                Some(ends) => ends.map(there),
                None => before.times.ends.as_ref().map(kept),
            },
            zone: zone.clone(),
        };
        GroupEvent {
            title: self.title.unwrap_or_else(|| before.title.clone()),
            description: self
                .description
                .unwrap_or_else(|| before.description.clone()),
            times,
            place: self.place.unwrap_or_else(|| before.place.clone()),
            offers_maybe: self.offers_maybe.unwrap_or(before.offers_maybe),
            capacity: edit.capacity.unwrap_or(before.capacity),
            ..before.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{
        events::{
            EventClosed,
            fixtures::{EVENT, rehearsal, view_of},
            response::EventCounts,
        },
        groups::Standing,
        posts::fixtures::{AUTHOR, actor, now, ports},
        shared::jobs::Job,
        testing::{MockStore, MockTx},
    };

    fn held(tx: &mut MockTx, event: GroupEvent, standing: Standing) {
        tx.expect_event_to_change()
            .return_once(move |_, _| Ok(Some((event, standing))));
        tx.expect_event_for()
            .returning(|viewer, id, _| Ok(Some(view_of(id, viewer))));
        tx.expect_commit().returning(|| Ok(()));
    }

    async fn run(who: i64, edit: EventEdit, store: MockStore) -> Result<EventView, EditEventError> {
        EditEvent::new(ports(store))
            .run(&actor(who), EVENT, edit)
            .await
    }

    fn later() -> EventEdit {
        EventEdit {
            starts_at: Some(now().plus(Duration::days(4))),
            ends_at: Some(None),
            ..EventEdit::default()
        }
    }

    #[tokio::test]
    async fn another_time_is_told_and_one_is_reminded_of_it() {
        let store = MockStore::writing(|tx| {
            held(tx, rehearsal(), Standing::Member);
            tx.expect_update_event()
                .withf(|event| {
                    event.sequence == 1
                        && event.timed_since == 1
                        && event.times.ends.is_none()
                        && event.times.starts.at() == now().plus(Duration::days(4))
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_enqueue()
                .withf(|job, _| matches!(job, Job::RemindOfEvent { sequence: 1, .. }))
                .times(2)
                .returning(|_, _| Ok(()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::EventEdited { is_moved: true, .. }))
                .times(1)
                .returning(|_| Ok(()));
        });
        run(AUTHOR, later(), store).await.unwrap();
    }

    #[tokio::test]
    async fn another_title_leaves_the_reminders() {
        let store = MockStore::writing(|tx| {
            held(tx, rehearsal(), Standing::Owner);
            tx.expect_update_event()
                .withf(|event| {
                    (event.sequence, event.timed_since) == (1, 0)
                        && event.title.as_str() == "Concert"
                })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit()
                .withf(|event| {
                    matches!(
                        event,
                        Event::EventEdited {
                            is_moved: false,
                            ..
                        }
                    )
                })
                .times(1)
                .returning(|_| Ok(()));
        });
        let edit = EventEdit {
            title: Some("Concert".into()),
            ..EventEdit::default()
        };
        run(AUTHOR + 1, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn more_places_are_given_to_who_waits() {
        let store = MockStore::writing(|tx| {
            let event = GroupEvent {
                capacity: Some(1),
                counts: EventCounts {
                    going: 1,
                    waiting: 5,
                    ..EventCounts::default()
                },
                ..rehearsal()
            };
            held(tx, event, Standing::Member);
            tx.expect_update_event().times(1).returning(|_| Ok(()));
            tx.expect_move_up()
                .withf(|_, most, _| *most == 2)
                .times(1)
                .returning(|_, _, _| Ok(vec![actor(7).user, actor(8).user]));
            tx.expect_emit().times(3).returning(|_| Ok(()));
        });
        let edit = EventEdit {
            capacity: Some(Some(3)),
            ..EventEdit::default()
        };
        run(AUTHOR, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn in_another_time_zone_the_clock_stays() {
        let store = MockStore::writing(|tx| {
            held(tx, rehearsal(), Standing::Member);
            tx.expect_update_event()
                .withf(|event| event.times.starts.wall() == "2026-01-18T13:00:00-05:00")
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_enqueue().returning(|_, _| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
        });
        let edit = EventEdit {
            time_zone: Some("America/New_York".into()),
            ..EventEdit::default()
        };
        run(AUTHOR, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_as_before_is_not_stored() {
        let store = MockStore::writing(|tx| held(tx, rehearsal(), Standing::Member));
        let edit = EventEdit {
            title: Some("Rehearsal".into()),
            starts_at: Some(rehearsal().times.starts.at()),
            ..EventEdit::default()
        };
        run(AUTHOR, edit, store).await.unwrap();
    }

    #[tokio::test]
    async fn others_do_not_change_it() {
        for standing in [Standing::Member, Standing::Moderator] {
            let store = MockStore::writing(move |tx| held(tx, rehearsal(), standing));
            let refused = run(AUTHOR + 1, later(), store).await;
            assert!(matches!(
                refused,
                Err(EditEventError::Refused(EventRefusal::NotAllowed))
            ));
        }
        let store = MockStore::writing(|tx| {
            tx.expect_event_to_change().returning(|_, _| Ok(None));
        });
        let refused = run(AUTHOR, later(), store).await;
        assert!(matches!(
            refused,
            Err(EditEventError::Refused(EventRefusal::NotFound))
        ));
    }

    #[tokio::test]
    async fn what_goes_on_is_not_ended_in_the_past() {
        let goes_on = || {
            let zone = rehearsal().times.zone;
            let (starts, ends) = (now().plus(-Duration::hours(9)), now().plus(Duration::HOUR));
            GroupEvent {
                times: EventTimes::at(zone, starts, Some(ends)),
                ..rehearsal()
            }
        };
        // Without an end it would have been over some hours after it began.
        for ends_at in [Some(now().plus(-Duration::MINUTE)), Some(now()), None] {
            let store = MockStore::writing(move |tx| held(tx, goes_on(), Standing::Member));
            let edit = EventEdit {
                ends_at: Some(ends_at),
                ..EventEdit::default()
            };
            let refused = run(AUTHOR, edit, store).await;
            let Err(EditEventError::Invalid(InvalidFields(errors))) = refused else {
                panic!("{refused:?}");
            };
            let refused = (errors[0].field.as_str(), errors[0].code);
            assert_eq!(refused, ("ends_at", "in_the_past"));
        }
    }

    #[tokio::test]
    async fn what_is_cancelled_stays_as_it_is() {
        let store = MockStore::writing(|tx| {
            let event = GroupEvent {
                cancelled_at: Some(now()),
                ..rehearsal()
            };
            held(tx, event, Standing::Member);
        });
        let refused = run(AUTHOR, later(), store).await;
        assert!(matches!(
            refused,
            Err(EditEventError::Refused(EventRefusal::Closed(
                EventClosed::Cancelled
            )))
        ));
    }

    #[tokio::test]
    async fn what_is_wrong_is_said_beside_its_field() {
        let edit = EventEdit {
            title: Some(" ".into()),
            time_zone: Some("Mars/Olympus".into()),
            capacity: Some(Some(0)),
            ..EventEdit::default()
        };
        let refused = run(AUTHOR, edit, MockStore::untouched()).await;
        let Err(EditEventError::Invalid(InvalidFields(errors))) = refused else {
            panic!("{refused:?}");
        };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["title", "time_zone", "capacity"]);
        let store = MockStore::writing(|tx| held(tx, rehearsal(), Standing::Member));
        let edit = EventEdit {
            starts_at: Some(now().plus(-Duration::HOUR)),
            ..EventEdit::default()
        };
        let refused = run(AUTHOR, edit, store).await;
        assert!(
            matches!(refused, Err(EditEventError::Invalid(fields)) if fields.0[0].field == "starts_at")
        );
    }
}
