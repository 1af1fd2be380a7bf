//! Events in groups: planning them, coming to them, reading them in calendar programs.

mod calendar;
mod calendars;
pub mod cases;
mod dto;
mod errors;
mod responses;

use kith_core::{
    events::{ChangeEventImage, EventKey, Events},
    shared::{
        clock::Timestamp,
        id::{EventId, GroupId},
    },
};
use poem_openapi::{
    ApiResponse, Multipart, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::multipart::Upload,
};

pub use self::{
    calendars::CalendarsApi,
    dto::{
        AnswerDto, CalendarFeedDto, CountsDto, EventDto, EventEditDto, EventPermissionsDto,
        NewEventDto, NewResponseDto, ParticipantDto, ResponseDto,
    },
    responses::EventResponsesApi,
};
use super::{
    PREFIX,
    auth::Session,
    body::Body,
    idempotency::Idempotency,
    media::received,
    openapi::Tag,
    paging::{CursorKey, PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::{Id, Moment},
};

/// The operations on events themselves.
pub struct EventsApi {
    /// What can be done with events.
    pub events: Events,
    /// What can be done with their pictures.
    pub image: ChangeEventImage,
    /// The largest file that is taken, in bytes.
    pub max_file: u64,
    /// What operations share.
    pub shared: Shared,
}

/// A new event.
#[derive(ApiResponse)]
pub enum EventCreated {
    /// The event. A repeat under the same `Idempotency-Key` gives the event that is there.
    #[oai(status = 201)]
    Created(
        Json<EventDto>,
        /// Where the event is.
        #[oai(header = "Location")]
        String,
    ),
}

/// A picture for an event.
#[derive(Debug, Multipart)]
pub struct EventImage {
    /// The file: JPEG, PNG, GIF or WebP. Its name and declared type do not matter.
    file: Upload,
}

impl CursorKey for EventKey {
    fn to_bytes(&self) -> Vec<u8> {
        [self.starts_at.as_micros(), self.id.get()].to_bytes()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let [starts_at, id] = CursorKey::from_bytes(bytes)?;
        Some(Self {
            starts_at: Timestamp::from_micros(starts_at),
            id: EventId::new(id),
        })
    }
}

#[OpenApi]
impl EventsApi {
    /// Create an event in a group
    ///
    /// As a member of the group, whose members see it. Those who come, or may come, are reminded a day and an hour before.
    #[oai(
        path = "/groups/:id/events",
        method = "post",
        operation_id = "events.create",
        tag = "Tag::Events"
    )]
    async fn create(
        &self,
        session: Session,
        id: Path<Id>,
        #[oai(name = "Idempotency-Key")] again: Idempotency,
        body: Body<NewEventDto>,
    ) -> Result<EventCreated, ApiError> {
        let group = GroupId::from(id.0);
        let key = again.key_on("events.create", group.get());
        let view = self
            .events
            .create
            .run(&session.0, group, body.0.into(), key)
            .await?;
        let location = format!("{PREFIX}/events/{}", view.event.id);
        Ok(EventCreated::Created(Json(view.into()), location))
    }

    /// List the events of a group
    ///
    /// For its members: those that are not over, the next first, or with `past` those that are, the latest first. Cancelled
    /// ones are among them.
    #[oai(
        path = "/groups/:id/events",
        method = "get",
        operation_id = "events.of_group",
        tag = "Tag::Events"
    )]
    async fn of_group(
        &self,
        session: Session,
        id: Path<Id>,
        past: Query<Option<bool>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<EventDto>>, ApiError> {
        let group = GroupId::from(id.0);
        let past = past.0.unwrap_or_default();
        let page = self.shared.cursors.page(
            &format!("events.of_group:{group}:{past}"),
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let events = self
            .events
            .read
            .of_group(&session.0, group, past, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(events, EventDto::from)))
    }

    /// List the events of one's groups
    ///
    /// The earliest first, each with what one said. `from` and `to` are the ends of a span of time, such as a month: what is
    /// not over before `from` and begins before `to`. `upcoming` leaves out what is over now.
    #[oai(
        path = "/me/events",
        method = "get",
        operation_id = "events.mine",
        tag = "Tag::Events"
    )]
    async fn mine(
        &self,
        session: Session,
        from: Query<Option<Moment>>,
        to: Query<Option<Moment>>,
        upcoming: Query<Option<bool>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<EventDto>>, ApiError> {
        let span = (from.0.map(|from| from.0), to.0.map(|to| to.0));
        let upcoming = upcoming.0.unwrap_or_default();
        let page = self.shared.cursors.page(
            &format!("events.mine:{span:?}:{upcoming}"),
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let events = self
            .events
            .read
            .mine(&session.0, span, upcoming, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(events, EventDto::from)))
    }

    /// Read an event
    ///
    /// Members of its group alone see it; a cancelled one too.
    #[oai(
        path = "/events/:id",
        method = "get",
        operation_id = "events.show",
        tag = "Tag::Events"
    )]
    async fn show(&self, session: Session, id: Path<Id>) -> Result<Json<EventDto>, ApiError> {
        let view = self.events.read.one(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }

    /// Change an event
    ///
    /// As who created it, or the owner of the group, until it is over. Those who answered are told of another time or place.
    #[oai(
        path = "/events/:id",
        method = "patch",
        operation_id = "events.edit",
        tag = "Tag::Events"
    )]
    async fn edit(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<EventEditDto>,
    ) -> Result<Json<EventDto>, ApiError> {
        let edit = body.0.into();
        let view = self.events.edit.run(&session.0, id.0.into(), edit).await?;
        Ok(Json(view.into()))
    }

    /// Cancel an event
    ///
    /// As who created it, or the owner of the group, until it is over; for good. It stays to be read, as cancelled.
    #[oai(
        path = "/events/:id",
        method = "delete",
        operation_id = "events.cancel",
        tag = "Tag::Events"
    )]
    async fn cancel(&self, session: Session, id: Path<Id>) -> Result<Json<EventDto>, ApiError> {
        let view = self.events.cancel.run(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }

    /// Set the picture of an event
    ///
    /// As who may change it. The one before is erased. Refused as in `media.upload`.
    #[oai(
        path = "/events/:id/image",
        method = "put",
        operation_id = "events.set_image",
        tag = "Tag::Events"
    )]
    async fn set_image(
        &self,
        session: Session,
        id: Path<Id>,
        form: EventImage,
    ) -> Result<Json<EventDto>, ApiError> {
        let file = received(&self.shared, &session.0, form.file, self.max_file).await?;
        let view = self.image.set(&session.0, id.0.into(), file).await?;
        Ok(Json(view.into()))
    }

    /// Remove the picture of an event
    #[oai(
        path = "/events/:id/image",
        method = "delete",
        operation_id = "events.remove_image",
        tag = "Tag::Events"
    )]
    async fn remove_image(
        &self,
        session: Session,
        id: Path<Id>,
    ) -> Result<Json<EventDto>, ApiError> {
        let view = self.image.remove(&session.0, id.0.into()).await?;
        Ok(Json(view.into()))
    }
}
