//! What members are shown of events.

use super::{
    event::GroupEvent,
    ports::EventKey,
    response::{EventCounts, EventResponse},
};
use crate::{
    groups::Standing,
    profiles::UserSummary,
    relations::Person,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
    },
};

/// An event as one member sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventView {
    /// The event.
    pub event: GroupEvent,
    /// What its group is called.
    pub group_title: String,
    /// Who created it; `None` when the two are severed, or the creator is suspended.
    pub creator: Option<UserSummary>,
    /// How many said what, as far as the viewer may know.
    pub counts: EventCounts,
    /// What stands beside the viewer's name.
    pub mine: Option<EventResponse>,
    /// What the viewer may do.
    pub rights: EventRights,
}

impl EventView {
    /// Where it stands in a list.
    #[must_use]
    pub fn key(&self) -> EventKey {
        self.event.key()
    }

    /// The post under which it is talked about; `None` where its creator is not there for the viewer, as little as what they
    /// post.
    #[must_use]
    pub fn post(&self) -> Option<PostId> {
        self.creator.as_ref().map(|_| self.event.post_id())
    }
}

/// An event as it stands in somebody's calendar: what programs print, and nothing that has to be counted for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The event.
    pub event: GroupEvent,
    /// What its group is called.
    pub group_title: String,
    /// What stands beside the name of whose calendar it is.
    pub mine: Option<EventResponse>,
}

impl CalendarEntry {
    /// Where it stands in a list.
    #[must_use]
    pub fn key(&self) -> EventKey {
        self.event.key()
    }
}

impl From<EventView> for CalendarEntry {
    fn from(view: EventView) -> Self {
        Self {
            event: view.event,
            group_title: view.group_title,
            mine: view.mine,
        }
    }
}

/// What a member may do with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventRights {
    /// Change it.
    pub edit: bool,
    /// Say whether they come.
    pub respond: bool,
    /// Cancel it.
    pub cancel: bool,
}

impl EventRights {
    /// What `user`, who stands so to the group, may do at `now`.
    #[must_use]
    pub fn of(event: &GroupEvent, user: UserId, standing: Standing, now: Timestamp) -> Self {
        let is_open = event.open_at(now).is_ok();
        let runs = is_open && event.is_run_by(user, standing);
        Self {
            edit: runs,
            respond: is_open && standing.is_member(),
            cancel: runs,
        }
    }
}

/// Somebody who said whether they come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who, and how the viewer stands to them.
    pub person: Person,
    /// What stands beside their name.
    pub response: EventResponse,
    /// Since when.
    pub since: Timestamp,
}
