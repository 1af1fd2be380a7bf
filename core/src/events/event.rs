//! An event: what it is about, how many have room, whether one can still say that one comes.

use super::{
    ports::EventKey,
    response::{Answer, EventCounts, EventResponse},
    times::EventTimes,
};
use crate::{
    groups::Standing,
    shared::{
        clock::Timestamp,
        fields::Refusal,
        id::{EventId, GroupId, MediaId, PostId, UserId},
        text,
    },
};

/// The most characters of an event's title.
pub const EVENT_TITLE_MAX: usize = 120;
/// The most characters of an event's description.
pub const EVENT_DESCRIPTION_MAX: usize = 5_000;
/// The most characters of the place of an event.
pub const EVENT_PLACE_MAX: usize = 200;
/// The most places that an event can be said to have.
pub const EVENT_CAPACITY_MAX: u32 = 100_000;

/// What an event is called.
pub type EventTitle = text::Line<EVENT_TITLE_MAX>;
/// What an event is about; may be empty.
pub type EventDescription = text::Block<EVENT_DESCRIPTION_MAX>;
/// Where one meets.
pub type EventPlace = text::Line<EVENT_PLACE_MAX>;

/// An event in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEvent {
    /// Its id; a later event has a larger one.
    pub id: EventId,
    /// The group whose members see it.
    pub group: GroupId,
    /// Who created it.
    pub creator: UserId,
    /// What it is called.
    pub title: EventTitle,
    /// What it is about.
    pub description: EventDescription,
    /// When it is.
    pub times: EventTimes,
    /// Where it is.
    pub place: Option<EventPlace>,
    /// Whether one can say that one may come.
    pub offers_maybe: bool,
    /// How many can come; everybody when not said.
    pub capacity: Option<u32>,
    /// Its picture.
    pub image: Option<MediaId>,
    /// How often it was changed: calendars go by it.
    pub sequence: u32,
    /// The sequence since which the time is what it is: reminders go by it.
    pub timed_since: u32,
    /// How many said what.
    pub counts: EventCounts,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was changed last, or created.
    pub changed_at: Timestamp,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
}

/// Why an event takes no more changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EventClosed {
    /// It does not take place.
    #[error("the event is cancelled")]
    Cancelled,
    /// It has taken place.
    #[error("the event is over")]
    Over,
}

impl GroupEvent {
    /// The post under which it is talked about has its id: all ids come from one place, and neither is there without the
    /// other.
    #[must_use]
    pub fn post_id(&self) -> PostId {
        PostId::new(self.id.get())
    }

    /// Where it stands in a list.
    #[must_use]
    pub fn key(&self) -> EventKey {
        EventKey {
            starts_at: self.times.starts.at(),
            id: self.id,
        }
    }

    /// Whether it can be answered, changed and cancelled at `now`.
    pub fn open_at(&self, now: Timestamp) -> Result<(), EventClosed> {
        if self.cancelled_at.is_some() {
            return Err(EventClosed::Cancelled);
        }
        if self.times.over_at() <= now {
            return Err(EventClosed::Over);
        }
        Ok(())
    }

    /// Whether a member who stands so to the group may change and cancel it.
    #[must_use]
    pub fn is_run_by(&self, user: UserId, standing: Standing) -> bool {
        standing.is_member() && (self.creator == user || standing == Standing::Owner)
    }

    /// What can be said of it.
    #[must_use]
    pub fn options(&self) -> &'static [Answer] {
        if self.offers_maybe {
            &[Answer::Going, Answer::NotGoing, Answer::Maybe]
        } else {
            &[Answer::Going, Answer::NotGoing]
        }
    }

    /// What `answer` comes to for somebody of whom `before` is known. Who waits goes on waiting in their place.
    #[must_use]
    pub fn response_to(&self, before: Option<EventResponse>, answer: Answer) -> EventResponse {
        match (answer, before) {
            (Answer::NotGoing, _) => EventResponse::NotGoing,
            (Answer::Maybe, _) => EventResponse::Maybe,
            (Answer::Going, Some(kept @ (EventResponse::Going | EventResponse::Waiting))) => kept,
            (Answer::Going, _) if self.counts.waiting == 0 && self.free_places() > 0 => {
                EventResponse::Going
            }
            (Answer::Going, _) => EventResponse::Waiting,
        }
    }

    /// How many of those who wait can come.
    #[must_use]
    pub fn places_to_give(&self) -> u64 {
        self.free_places().min(self.counts.waiting)
    }

    /// When fewer places are left than people said that they come, they all keep theirs.
    fn free_places(&self) -> u64 {
        self.capacity.map_or(u64::MAX, |places| {
            u64::from(places).saturating_sub(self.counts.going)
        })
    }
}

/// How many can come, as it was typed.
pub(super) fn capacity(places: Option<u32>) -> Result<Option<u32>, Refusal> {
    match places {
        Some(places) if !(1..=EVENT_CAPACITY_MAX).contains(&places) => Err(Refusal::new(
            "out_of_range",
            format!("Choose a number from 1 to {EVENT_CAPACITY_MAX}."),
        )),
        places => Ok(places),
    }
}

/// Whether one can say that one may come, when these can be said. That one comes or not can always be said.
pub(super) fn offers_maybe(options: Option<&[Answer]>) -> Result<bool, Refusal> {
    let Some(options) = options else {
        return Ok(true);
    };
    if [Answer::Going, Answer::NotGoing]
        .iter()
        .all(|needed| options.contains(needed))
    {
        Ok(options.contains(&Answer::Maybe))
    } else {
        let message = "Going and not going can always be said.";
        Err(Refusal::new("incomplete", message))
    }
}

/// Where one meets, as it was typed; empty is nowhere in particular.
pub(super) fn place(raw: Option<&str>) -> Result<Option<EventPlace>, Refusal> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(place) => EventPlace::parse(place).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{events::fixtures::rehearsal, posts::fixtures::now};

    fn with(capacity: Option<u32>, going: u64, waiting: u64) -> GroupEvent {
        GroupEvent {
            capacity,
            counts: EventCounts {
                going,
                waiting,
                ..EventCounts::default()
            },
            ..rehearsal()
        }
    }

    #[test]
    fn who_finds_no_place_waits_behind_who_waits() {
        use EventResponse::{Going, Maybe, NotGoing, Waiting};
        for (event, before, after) in [
            (with(None, 900, 0), None, Going),
            (with(Some(2), 1, 0), None, Going),
            (with(Some(2), 2, 0), None, Waiting),
            (with(Some(2), 2, 0), Some(Going), Going),
            (with(Some(2), 2, 3), Some(Waiting), Waiting),
            (with(Some(2), 1, 1), Some(Maybe), Waiting),
            (with(Some(2), 5, 0), Some(NotGoing), Waiting),
        ] {
            assert_eq!(event.response_to(before, Answer::Going), after, "{event:?}");
        }
        let full = with(Some(2), 2, 3);
        assert_eq!(full.response_to(None, Answer::Maybe), Maybe);
        assert_eq!(full.response_to(Some(Going), Answer::NotGoing), NotGoing);
    }

    #[test]
    fn places_are_given_to_as_many_as_there_are() {
        for (event, given) in [
            (with(Some(4), 2, 9), 2),
            (with(Some(4), 2, 1), 1),
            (with(Some(4), 4, 9), 0),
            (with(Some(2), 4, 9), 0),
            (with(None, 4, 9), 9),
        ] {
            assert_eq!(event.places_to_give(), given, "{event:?}");
        }
    }

    #[test]
    fn what_is_over_or_cancelled_is_closed() {
        let event = rehearsal();
        assert_eq!(event.open_at(now()), Ok(()));
        let over_at = event.times.over_at();
        assert_eq!(event.open_at(over_at.plus(-Duration::SECOND)), Ok(()));
        assert_eq!(event.open_at(over_at), Err(EventClosed::Over));
        let cancelled = GroupEvent {
            cancelled_at: Some(now()),
            ..event
        };
        assert_eq!(cancelled.open_at(now()), Err(EventClosed::Cancelled));
    }

    #[test]
    fn it_is_run_by_who_created_it_and_by_the_owner_while_they_belong_to_the_group() {
        let event = rehearsal();
        let other = UserId::new(event.creator.get() + 1);
        for standing in Standing::ALL {
            assert_eq!(
                event.is_run_by(event.creator, standing),
                standing.is_member()
            );
            assert_eq!(
                event.is_run_by(other, standing),
                standing == Standing::Owner
            );
        }
    }

    #[test]
    fn that_one_comes_or_not_can_always_be_said() {
        use Answer::{Going, Maybe, NotGoing};
        assert_eq!(offers_maybe(None), Ok(true));
        assert_eq!(offers_maybe(Some(&[NotGoing, Maybe, Going])), Ok(true));
        assert_eq!(offers_maybe(Some(&[Going, NotGoing])), Ok(false));
        for few in [&[][..], &[Going, Maybe], &[NotGoing]] {
            assert_eq!(offers_maybe(Some(few)).unwrap_err().code, "incomplete");
        }
    }

    #[test]
    fn numbers_and_places_have_bounds() {
        assert_eq!(capacity(None), Ok(None));
        assert_eq!(capacity(Some(1)), Ok(Some(1)));
        assert_eq!(capacity(Some(0)).unwrap_err().code, "out_of_range");
        assert_eq!(capacity(Some(100_001)).unwrap_err().code, "out_of_range");
        assert_eq!(place(Some("  ")), Ok(None));
        assert_eq!(
            place(Some(" Old pier ")).unwrap().unwrap().as_str(),
            "Old pier"
        );
        assert_eq!(place(Some(&"a".repeat(201))).unwrap_err().code, "too_long");
    }
}
