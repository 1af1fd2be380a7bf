//! The repository.

use async_trait::async_trait;
use kith_core::{
    events::{
        EventKey, EventList, EventPlace, EventRepo, EventResponse, EventView, GroupEvent,
        LocalTime, Participant, Reminder,
    },
    groups::Standing,
    search::NamePrefixes,
    shared::{
        clock::Timestamp,
        id::{EventId, GroupId, MediaId, PostId, UserId},
        page::{After, Limit, Page},
        store::StoreError,
    },
};

use super::{participants, responses, rows::EventRow, sql, views};
use crate::sql::{
    column::micros,
    error::StoreResult as _,
    groups::read_standing,
    store::{SqlTx, on},
};

#[async_trait]
impl EventRepo for SqlTx {
    async fn insert_event(&mut self, event: &GroupEvent) -> Result<(), StoreError> {
        let times = &event.times;
        on!(self, c => sqlx::query(sql::INSERT)
            .bind(event.id.get()).bind(event.group.get()).bind(event.creator.get())
            .bind(event.title.as_str()).bind(event.description.as_str())
            .bind(times.zone.as_str()).bind(times.starts.wall()).bind(times.starts.at().as_micros())
            .bind(times.ends.as_ref().map(LocalTime::wall))
            .bind(micros(times.ends.as_ref().map(LocalTime::at)))
            .bind(times.over_at().as_micros())
            .bind(event.place.as_ref().map(EventPlace::as_str)).bind(event.offers_maybe)
            .bind(event.capacity.map(i64::from)).bind(event.image.map(MediaId::get))
            .bind(event.created_at.as_micros())
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn event_to_change(
        &mut self,
        viewer: UserId,
        id: EventId,
    ) -> Result<Option<(GroupEvent, Standing)>, StoreError> {
        let name: Option<String> = on!(self, c =>
            lite sqlx::query_scalar(sql::BELONGING_TO_EVENT).bind(id.get()).bind(viewer.get())
                .fetch_optional(c).await,
            pg sqlx::query_scalar(sql::BELONGING_TO_EVENT_LOCKED_PG).bind(id.get()).bind(viewer.get())
                .fetch_optional(c).await)
        .store_err()?;
        let Some(name) = name else { return Ok(None) };
        let Some(event) = self.event_held(id).await? else {
            return Ok(None);
        };
        Ok(Some((event, read_standing(&name)?)))
    }

    async fn update_event(&mut self, event: &GroupEvent) -> Result<(), StoreError> {
        let times = &event.times;
        on!(self, c => sqlx::query(sql::UPDATE)
            .bind(event.id.get()).bind(event.title.as_str()).bind(event.description.as_str())
            .bind(times.zone.as_str()).bind(times.starts.wall()).bind(times.starts.at().as_micros())
            .bind(times.ends.as_ref().map(LocalTime::wall))
            .bind(micros(times.ends.as_ref().map(LocalTime::at)))
            .bind(times.over_at().as_micros())
            .bind(event.place.as_ref().map(EventPlace::as_str)).bind(event.offers_maybe)
            .bind(event.capacity.map(i64::from)).bind(event.image.map(MediaId::get))
            .bind(i64::from(event.sequence)).bind(i64::from(event.timed_since))
            .bind(event.changed_at.as_micros()).bind(micros(event.cancelled_at))
            .execute(c).await.map(drop))
        .store_err()
    }

    async fn event_for(
        &mut self,
        viewer: UserId,
        id: EventId,
        now: Timestamp,
    ) -> Result<Option<EventView>, StoreError> {
        views::one(self, viewer, id, now).await
    }

    async fn events_of_posts(
        &mut self,
        viewer: UserId,
        posts: &[PostId],
        now: Timestamp,
    ) -> Result<Vec<(PostId, EventView)>, StoreError> {
        views::of_posts(self, viewer, posts, now).await
    }

    async fn events(
        &mut self,
        list: EventList,
        viewer: UserId,
        now: Timestamp,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<EventView, EventKey>, StoreError> {
        views::page(self, list, viewer, now, after, limit).await
    }

    async fn response_of(
        &mut self,
        event: EventId,
        user: UserId,
    ) -> Result<Option<EventResponse>, StoreError> {
        responses::of(self, event, user).await
    }

    async fn save_response(
        &mut self,
        event: EventId,
        user: UserId,
        before: Option<EventResponse>,
        after: Option<EventResponse>,
        key: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        responses::save(self, event, user, (before, after), key, now).await
    }

    async fn move_up(
        &mut self,
        event: EventId,
        most: u64,
        now: Timestamp,
    ) -> Result<Vec<UserId>, StoreError> {
        responses::move_up(self, event, most, now).await
    }

    async fn open_responses(
        &mut self,
        group: GroupId,
        user: UserId,
        now: Timestamp,
    ) -> Result<Vec<(GroupEvent, EventResponse)>, StoreError> {
        responses::open(self, group, user, now).await
    }

    async fn participants(
        &mut self,
        event: EventId,
        viewer: UserId,
        response: Option<EventResponse>,
        named: &NamePrefixes,
        after: After,
        limit: Limit,
    ) -> Result<Page<Participant>, StoreError> {
        participants::page(self, event, viewer, response, named, (after, limit)).await
    }

    async fn event_held(&mut self, id: EventId) -> Result<Option<GroupEvent>, StoreError> {
        let row: Option<EventRow> = on!(self, c =>
            lite sqlx::query_as(sql::EVENT).bind(id.get()).fetch_optional(c).await,
            pg sqlx::query_as(sql::EVENT_LOCKED_PG).bind(id.get()).fetch_optional(c).await)
        .store_err()?;
        row.map(EventRow::event).transpose()
    }

    async fn events_to_come(
        &mut self,
        now: Timestamp,
        after: Option<EventKey>,
        limit: Limit,
    ) -> Result<Page<GroupEvent, EventKey>, StoreError> {
        let after = after.map_or((i64::MIN, 0), |key| {
            (key.starts_at.as_micros(), key.id.get())
        });
        let rows: Vec<EventRow> = on!(self, c => sqlx::query_as(sql::TO_COME)
            .bind(now.as_micros()).bind(after.0).bind(after.1).bind(limit.plus_one())
            .fetch_all(c).await)
        .store_err()?;
        let events: Result<Vec<GroupEvent>, StoreError> =
            rows.into_iter().map(EventRow::event).collect();
        Ok(Page::cut(events?, limit, GroupEvent::key))
    }

    async fn note_reminder(
        &mut self,
        event: EventId,
        which: Reminder,
        starts_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let noted = on!(self, c => sqlx::query(sql::NOTE_REMINDER)
            .bind(event.get()).bind(which.as_str()).bind(starts_at.as_micros())
            .execute(c).await.map(|done| done.rows_affected()))
        .store_err()?;
        Ok(noted == 1)
    }
}
