//! Saying whether one comes, and reading who does.

use kith_core::{
    events::{Answer, EventResponse, Events},
    shared::id::EventId,
};
use poem_openapi::{
    OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::{
    EventDto, ParticipantDto,
    dto::{NewResponseDto, ResponseDto},
};
use crate::http::{
    auth::Session,
    body::Body,
    openapi::Tag,
    paging::{PageLimit, PageOf},
    problem::ApiError,
    shared::Shared,
    values::Id,
};

/// Who comes to events. Each may be repeated.
pub struct EventResponsesApi {
    /// What can be done with events.
    pub events: Events,
    /// What operations share.
    pub shared: Shared,
}

#[OpenApi]
impl EventResponsesApi {
    /// Say whether one comes to an event
    ///
    /// One may say another thing until the event is over. Who would come and finds no place waits for one: `my_response` is
    /// `waiting`, and becomes `going` when it is one's turn.
    #[oai(
        path = "/events/:id/response",
        method = "put",
        operation_id = "events.respond",
        tag = "Tag::Events"
    )]
    async fn respond(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<NewResponseDto>,
    ) -> Result<Json<EventDto>, ApiError> {
        self.say(session, id.0, Some(body.0.response.into())).await
    }

    /// Take back what one said of an event
    #[oai(
        path = "/events/:id/response",
        method = "delete",
        operation_id = "events.take_back",
        tag = "Tag::Events"
    )]
    async fn take_back(&self, session: Session, id: Path<Id>) -> Result<Json<EventDto>, ApiError> {
        self.say(session, id.0, None).await
    }

    /// List who comes to an event
    ///
    /// In the order in which they said so; `response` lists those alone who stand so. `q` is what the words of their names
    /// begin with.
    #[oai(
        path = "/events/:id/participants",
        method = "get",
        operation_id = "events.participants",
        tag = "Tag::Events"
    )]
    async fn participants(
        &self,
        session: Session,
        id: Path<Id>,
        response: Query<Option<ResponseDto>>,
        q: Query<Option<String>>,
        limit: Query<PageLimit>,
        cursor: Query<Option<String>>,
    ) -> Result<Json<PageOf<ParticipantDto>>, ApiError> {
        let event = EventId::from(id.0);
        let response = response.0.map(EventResponse::from);
        let named = q.0.unwrap_or_default();
        let page = self.shared.cursors.page(
            &format!("events.participants:{event}:{response:?}:{named}"),
            Some(session.0),
            limit.0,
            cursor.0.as_deref(),
        )?;
        let people = self
            .events
            .participants
            .run(&session.0, event, response, &named, page.after, page.limit)
            .await?;
        Ok(Json(page.answer(people, ParticipantDto::from)))
    }
}

impl EventResponsesApi {
    async fn say(
        &self,
        session: Session,
        id: Id,
        answer: Option<Answer>,
    ) -> Result<Json<EventDto>, ApiError> {
        let view = self
            .events
            .respond
            .run(&session.0, id.into(), answer)
            .await?;
        Ok(Json(view.into()))
    }
}
