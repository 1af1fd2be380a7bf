//! Rows as the core's types.

use kith_core::{
    events::{
        EventCounts, EventDescription, EventPlace, EventResponse, EventTimes, EventTitle,
        GroupEvent, LocalTime, ZoneName,
    },
    groups::Standing,
    shared::{
        clock::Timestamp,
        id::{EventId, GroupId, MediaId, UserId},
        store::StoreError,
    },
};
use sqlx::FromRow;

use crate::sql::{
    column::{named, unsigned},
    groups::read_standing,
};

/// The columns of an [`EventRow`], for events under the alias `e`.
macro_rules! event_columns {
    () => {
        "e.id as event_id, e.group_id, e.creator_id, e.title, e.description, e.time_zone, e.starts_local, e.starts_at, \
         e.ends_local, e.ends_at, e.place, e.offers_maybe, e.capacity, e.image_id, e.sequence, e.timed_since, \
         e.going, e.maybe, e.not_going, e.waiting, e.created_at as event_created_at, e.changed_at as event_changed_at, \
         e.cancelled_at"
    };
}
pub(super) use event_columns;

#[derive(FromRow)]
pub(super) struct EventRow {
    event_id: i64,
    group_id: i64,
    creator_id: i64,
    title: String,
    description: String,
    #[sqlx(flatten)]
    times: TimesRow,
    place: Option<String>,
    offers_maybe: bool,
    capacity: Option<i64>,
    image_id: Option<i64>,
    sequence: i64,
    timed_since: i64,
    #[sqlx(flatten)]
    counts: CountsRow,
    event_created_at: i64,
    event_changed_at: i64,
    cancelled_at: Option<i64>,
}

#[derive(FromRow)]
struct TimesRow {
    time_zone: String,
    starts_local: String,
    starts_at: i64,
    ends_local: Option<String>,
    ends_at: Option<i64>,
}

impl TimesRow {
    fn times(self) -> EventTimes {
        let local = |at, wall| LocalTime::stored(Timestamp::from_micros(at), wall);
        EventTimes {
            zone: ZoneName::stored(self.time_zone),
            starts: local(self.starts_at, self.starts_local),
            ends: self
                .ends_at
                .zip(self.ends_local)
                .map(|(at, wall)| local(at, wall)),
        }
    }
}

#[derive(FromRow)]
struct CountsRow {
    going: i64,
    maybe: i64,
    not_going: i64,
    waiting: i64,
}

impl CountsRow {
    fn counts(&self) -> Result<EventCounts, StoreError> {
        Ok(EventCounts {
            going: unsigned("events.going", self.going)?,
            maybe: unsigned("events.maybe", self.maybe)?,
            not_going: unsigned("events.not_going", self.not_going)?,
            waiting: unsigned("events.waiting", self.waiting)?,
        })
    }
}

impl EventRow {
    pub(super) fn event(self) -> Result<GroupEvent, StoreError> {
        let capacity = self
            .capacity
            .map(|places| unsigned("events.capacity", places));
        Ok(GroupEvent {
            id: EventId::new(self.event_id),
            group: GroupId::new(self.group_id),
            creator: UserId::new(self.creator_id),
            title: EventTitle::stored(self.title),
            description: EventDescription::stored(self.description),
            times: self.times.times(),
            place: self.place.map(EventPlace::stored),
            offers_maybe: self.offers_maybe,
            capacity: capacity.transpose()?,
            image: self.image_id.map(MediaId::new),
            sequence: unsigned("events.sequence", self.sequence)?,
            timed_since: unsigned("events.timed_since", self.timed_since)?,
            counts: self.counts.counts()?,
            created_at: Timestamp::from_micros(self.event_created_at),
            changed_at: Timestamp::from_micros(self.event_changed_at),
            cancelled_at: self.cancelled_at.map(Timestamp::from_micros),
        })
    }
}

/// An event as one member sees it, before people were looked up.
#[derive(FromRow)]
pub(super) struct SeenRow {
    group_title: String,
    standing: String,
    response: Option<String>,
    #[sqlx(flatten)]
    event: EventRow,
}

/// The event of a post, with how many said what of whom the viewer never hears.
#[derive(FromRow)]
pub(super) struct SeenOfPostRow {
    #[sqlx(flatten)]
    seen: SeenRow,
    unheard_going: i64,
    unheard_maybe: i64,
    unheard_not_going: i64,
    unheard_waiting: i64,
}

impl SeenOfPostRow {
    /// What was seen, and the counts that the viewer is shown.
    pub(super) fn seen(self) -> Result<(Seen, EventCounts), StoreError> {
        let seen = self.seen.seen()?;
        let mut counts = seen.event.counts;
        for (response, people) in [
            (EventResponse::Going, self.unheard_going),
            (EventResponse::Maybe, self.unheard_maybe),
            (EventResponse::NotGoing, self.unheard_not_going),
            (EventResponse::Waiting, self.unheard_waiting),
        ] {
            let people = unsigned("count of responses", people)?;
            counts = counts.without(response, people);
        }
        Ok((seen, counts))
    }
}

/// As [`SeenRow`], read.
pub(super) struct Seen {
    pub(super) event: GroupEvent,
    pub(super) group_title: String,
    pub(super) standing: Standing,
    pub(super) mine: Option<EventResponse>,
}

impl SeenRow {
    pub(super) fn seen(self) -> Result<Seen, StoreError> {
        Ok(Seen {
            group_title: self.group_title,
            standing: read_standing(&self.standing)?,
            mine: self.response.as_deref().map(response).transpose()?,
            event: self.event.event()?,
        })
    }
}

pub(super) fn response(name: &str) -> Result<EventResponse, StoreError> {
    named("event_responses.response", name, EventResponse::parse)
}
