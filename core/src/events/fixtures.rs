//! What the tests of this feature start from.

use time::Duration;

use super::{
    event::{EventDescription, EventTitle, GroupEvent},
    response::EventCounts,
    times::{EventTimes, ZoneName},
    view::{EventRights, EventView},
};
use crate::{
    groups::{Standing, fixtures::GROUP},
    posts::fixtures::{AUTHOR, now},
    shared::id::{EventId, UserId},
};

pub(crate) const EVENT: EventId = EventId::new(60);

/// An event of [`AUTHOR`]'s, in three days at one o'clock in Berlin, for two hours.
pub(crate) fn rehearsal() -> GroupEvent {
    let starts = now().plus(Duration::days(3));
    GroupEvent {
        id: EVENT,
        group: GROUP,
        creator: UserId::new(AUTHOR),
        title: EventTitle::stored("Rehearsal".into()),
        description: EventDescription::default(),
        times: EventTimes::at(
            ZoneName::stored("Europe/Berlin".into()),
            starts,
            Some(starts.plus(Duration::hours(2))),
        ),
        place: None,
        offers_maybe: true,
        capacity: None,
        image: None,
        sequence: 0,
        timed_since: 0,
        counts: EventCounts::default(),
        created_at: now(),
        changed_at: now(),
        cancelled_at: None,
    }
}

/// The event `id` as `viewer`, who created it, sees it.
pub(crate) fn view_of(id: EventId, viewer: UserId) -> EventView {
    let event = GroupEvent {
        id,
        creator: viewer,
        ..rehearsal()
    };
    EventView {
        group_title: "Choir".into(),
        creator: None,
        counts: event.counts,
        mine: None,
        rights: EventRights::of(&event, viewer, Standing::Member, now()),
        event,
    }
}
