//! Events in groups: when and where one meets, who comes, and the calendars that tell of it.

mod calendar_feed;
mod cancel;
mod create;
mod edit;
mod event;
#[cfg(test)]
pub(crate) mod fixtures;
mod image;
mod keep_times;
mod participants;
mod places;
mod ports;
mod read;
mod refusal;
mod remind;
mod respond;
mod response;
mod times;
mod view;

pub use calendar_feed::{CalendarFeed, CalendarFeedError, FeedAddress, FeedKey, StoredFeed};
pub use cancel::{CancelEvent, CancelEventError};
pub use create::{CreateEvent, CreateEventError, NewEvent};
pub use edit::{EditEvent, EditEventError, EventEdit};
pub use event::{
    EVENT_CAPACITY_MAX, EVENT_DESCRIPTION_MAX, EVENT_PLACE_MAX, EVENT_TITLE_MAX, EventClosed,
    EventDescription, EventPlace, EventTitle, GroupEvent,
};
pub use image::{ChangeEventImage, ChangeEventImageError};
pub use keep_times::KeepEventTimes;
pub use participants::ListParticipants;
pub(crate) use places::give_places_back;
pub use ports::{CalendarFeedRepo, CalendarPart, EventKey, EventList, EventRepo};
pub use read::{ReadEventError, ReadEvents};
pub use refusal::EventRefusal;
pub use remind::{RemindOfEvent, Reminder};
pub use respond::{Respond, RespondError};
pub use response::{Answer, EventCounts, EventResponse};
pub use times::{EventTimes, LONGEST_EVENT, LocalTime, OPEN_END, ZoneName};
pub use view::{CalendarEntry, EventRights, EventView, Participant};

use crate::shared::ports::Ports;

/// The use cases of this feature, but for [`ChangeEventImage`], which works on pictures too, and [`CalendarFeed`], which
/// has a key.
#[derive(Clone)]
pub struct Events {
    /// Creates.
    pub create: CreateEvent,
    /// Reads.
    pub read: ReadEvents,
    /// Changes.
    pub edit: EditEvent,
    /// Cancels.
    pub cancel: CancelEvent,
    /// Says whether one comes.
    pub respond: Respond,
    /// Lists who comes.
    pub participants: ListParticipants,
}

impl Events {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            create: CreateEvent::new(ports.clone()),
            read: ReadEvents::new(ports.clone()),
            edit: EditEvent::new(ports.clone()),
            cancel: CancelEvent::new(ports.clone()),
            respond: Respond::new(ports.clone()),
            participants: ListParticipants::new(ports.clone()),
        }
    }
}
