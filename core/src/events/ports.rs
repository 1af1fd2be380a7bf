//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{
    calendar_feed::StoredFeed,
    event::GroupEvent,
    remind::Reminder,
    response::EventResponse,
    view::{CalendarEntry, EventView, Participant},
};
use crate::{
    groups::Standing,
    search::NamePrefixes,
    shared::{
        clock::Timestamp,
        id::{EventId, GroupId, PostId, UserId},
        page::{After, Limit, Page},
        secret::TokenHash,
        store::StoreError,
    },
};

/// Where an event stands in a list: by when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventKey {
    /// When it begins.
    pub starts_at: Timestamp,
    /// Its id.
    pub id: EventId,
}

/// Which events a list holds. Those of groups to which the viewer does not belong are in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventList {
    /// Of a group, those that are not over, the next first.
    Upcoming(GroupId),
    /// Of a group, those that are over, the latest first.
    Past(GroupId),
    /// Of all the viewer's groups, the earliest first.
    Mine {
        /// Not over before this moment.
        from: Timestamp,
        /// Beginning before this one.
        to: Timestamp,
    },
}

/// Which events of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarPart {
    /// Those that are not over at this moment, the earliest first.
    ToCome(Timestamp),
    /// Those that are over, the latest first.
    Past {
        /// Not before this moment.
        since: Timestamp,
        /// But at this one.
        until: Timestamp,
    },
}

/// Stored events, part of the unit of work. Nobody finds what is in a group to which they do not belong, or which is
/// deleted: each of these asks that itself.
#[async_trait]
pub trait EventRepo: Send {
    /// Stores a new event.
    async fn insert_event(&mut self, event: &GroupEvent) -> Result<(), StoreError>;

    /// The event, and how `viewer` stands to its group. Neither changes until this transaction ends.
    async fn event_to_change(
        &mut self,
        viewer: UserId,
        id: EventId,
    ) -> Result<Option<(GroupEvent, Standing)>, StoreError>;

    /// Stores all but the counts of an event that [`EventRepo::event_to_change`] gave.
    async fn update_event(&mut self, event: &GroupEvent) -> Result<(), StoreError>;

    /// The event as `viewer` sees it at `now`.
    async fn event_for(
        &mut self,
        viewer: UserId,
        id: EventId,
        now: Timestamp,
    ) -> Result<Option<EventView>, StoreError>;

    /// The events to which these of the posts belong that are in groups of the viewer's, each with its post. Who created them
    /// is not looked up: who wrote the post.
    async fn events_of_posts(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
        now: Timestamp,
    ) -> Result<Vec<(PostId, EventView)>, StoreError>;

    /// A page of the events in `list`.
    async fn events(
        &mut self,
        list: EventList,
        viewer: UserId,
        now: Timestamp,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<EventView, EventKey>, StoreError>;

    /// What stands beside the name of `user`.
    async fn response_of(
        &mut self,
        event: EventId,
        user: UserId,
    ) -> Result<Option<EventResponse>, StoreError>;

    /// Stores what became of a response and moves the counts. `key` is a new id, by which those who answered are ordered.
    /// Call it with the event held by [`EventRepo::event_to_change`] or [`EventRepo::open_responses`].
    async fn save_response(
        &mut self,
        event: EventId,
        user: UserId,
        before: Option<EventResponse>,
        after: Option<EventResponse>,
        key: i64,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Gives places to the first `most` of those who wait, moves the counts, and tells who they are, in order. The event is
    /// held as for [`EventRepo::save_response`].
    async fn move_up(
        &mut self,
        event: EventId,
        most: u64,
        now: Timestamp,
    ) -> Result<Vec<UserId>, StoreError>;

    /// Those events of `group` that are not over at `now` and that `user` answered, with what stands beside their name.
    /// The events do not change until this transaction ends.
    async fn open_responses(
        &mut self,
        group: GroupId,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<(GroupEvent, EventResponse)>, StoreError>;

    /// A page of those who answered, in the order in which they did; all of them, or those who stand so.
    async fn participants(
        &mut self,
        event: EventId,
        viewer: UserId,
        response: Option<EventResponse>,
        named: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<Participant>, StoreError>;

    /// The event, whoever asks, unless its group is deleted. It does not change until this transaction ends.
    async fn event_held(&mut self, id: EventId) -> Result<Option<GroupEvent>, StoreError>;

    /// A page of the events, of whatever group, that begin after `now` and are not cancelled, the next first.
    async fn events_to_come(
        &mut self,
        now: Timestamp,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<GroupEvent, EventKey>, StoreError>;

    /// Notes that those who come are reminded of what begins at `starts_at`; `false` when that was noted before.
    async fn note_reminder(
        &mut self,
        event: EventId,
        which: Reminder,
        starts_at: Timestamp,
    ) -> Result<bool, StoreError>;
}

/// Stored addresses of calendars, part of the unit of work.
#[async_trait]
pub trait CalendarFeedRepo: Send {
    /// The address of `user`, if they have one.
    async fn calendar_feed(&mut self, user: UserId) -> Result<Option<StoredFeed>, StoreError>;

    /// Stores the address of `user`, unless they have one.
    async fn keep_calendar_feed(
        &mut self,
        user: UserId,
        feed: &StoredFeed,
    ) -> Result<(), StoreError>;

    /// Forgets the address of `user`.
    async fn delete_calendar_feed(&mut self, user: UserId) -> Result<(), StoreError>;

    /// Whose address this is, unless they are suspended.
    async fn calendar_feed_of(&mut self, token: &TokenHash) -> Result<Option<UserId>, StoreError>;

    /// A page of a part of `user`'s calendar: of the events of their groups, cancelled ones among them, that they did not
    /// decline.
    async fn calendar_of(
        &mut self,
        user: UserId,
        part: CalendarPart,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<CalendarEntry, EventKey>, StoreError>;
}
