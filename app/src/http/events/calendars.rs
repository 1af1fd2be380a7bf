//! Events for calendar programs.

use kith_core::events::{CalendarFeed, Events, FeedAddress};
use poem_openapi::{
    OpenApi,
    param::{Header, Path},
    payload::{Json, Response},
};

use super::{
    calendar::{self, CalendarFile},
    dto::CalendarFeedDto,
};
use crate::{
    config::PublicUrl,
    http::{
        PREFIX,
        auth::Session,
        done::{Done, Gone, done},
        openapi::Tag,
        problem::ApiError,
        values::Id,
    },
};

/// Calendars, and the private address of one's own.
pub struct CalendarsApi {
    /// What can be done with events.
    pub events: Events,
    /// What can be done with addresses.
    pub feed: CalendarFeed,
    /// How the site is reached.
    pub site: PublicUrl,
}

#[OpenApi]
impl CalendarsApi {
    /// Download an event for a calendar
    ///
    /// `text/calendar`. The same event has the same `UID` always, and a larger `SEQUENCE` after each change.
    #[oai(
        path = "/events/:id/calendar.ics",
        method = "get",
        operation_id = "events.calendar",
        tag = "Tag::Events"
    )]
    async fn download(
        &self,
        session: Session,
        id: Path<Id>,
        #[oai(name = "If-None-Match")] if_none_match: Header<Option<String>>,
    ) -> Result<Response<CalendarFile>, ApiError> {
        let view = self.events.read.one(&session.0, id.0.into()).await?;
        let name = format!("event-{}.ics", view.event.id);
        let calendar = calendar::of_one(&view.into(), &self.site);
        Ok(calendar::send(calendar, &name, if_none_match.0.as_deref()))
    }

    /// Read the private address of one's calendar
    ///
    /// Made at the first time. Who knows it reads the calendar: the events of all one's groups but those that one declined.
    #[oai(
        path = "/me/calendar-feed",
        method = "get",
        operation_id = "events.feed",
        tag = "Tag::Events"
    )]
    async fn feed(&self, session: Session) -> Result<Json<CalendarFeedDto>, ApiError> {
        let address = self.feed.show(&session.0).await?;
        Ok(self.shown(&address))
    }

    /// Change the private address of one's calendar
    ///
    /// Nobody reads anything at the one before from now on.
    #[oai(
        path = "/me/calendar-feed/renew",
        method = "post",
        operation_id = "events.renew_feed",
        tag = "Tag::Events"
    )]
    async fn renew(&self, session: Session) -> Result<Json<CalendarFeedDto>, ApiError> {
        let address = self.feed.renew(&session.0).await?;
        Ok(self.shown(&address))
    }

    /// Revoke the private address of one's calendar
    ///
    /// Nobody reads anything at it from now on. Reading the address makes another one.
    #[oai(
        path = "/me/calendar-feed",
        method = "delete",
        operation_id = "events.revoke_feed",
        tag = "Tag::Events"
    )]
    async fn revoke(&self, session: Session) -> Result<Done<Gone>, ApiError> {
        self.feed.revoke(&session.0).await?;
        Ok(done())
    }

    /// Read a calendar at its private address
    ///
    /// For calendar programs, without log-in: `file` is the secret of the address with `.ics` behind it. `text/calendar`, with
    /// what is to come and what ended in the last 90 days, the next and then the latest 1 000 of them; cancelled events say so.
    #[oai(
        path = "/calendar/:file",
        method = "get",
        operation_id = "events.read_feed",
        tag = "Tag::Events"
    )]
    async fn read(
        &self,
        file: Path<String>,
        #[oai(name = "If-None-Match")] if_none_match: Header<Option<String>>,
    ) -> Result<Response<CalendarFile>, ApiError> {
        let token = file
            .0
            .strip_suffix(".ics")
            .ok_or_else(ApiError::not_found)?;
        let entries = self.feed.read(token).await?;
        let calendar = calendar::of_all(&entries, &self.site);
        Ok(calendar::send(
            calendar,
            "kith.ics",
            if_none_match.0.as_deref(),
        ))
    }
}

impl CalendarsApi {
    fn shown(&self, address: &FeedAddress) -> Json<CalendarFeedDto> {
        let secret = address.token.expose();
        Json(CalendarFeedDto {
            url: format!("{}{PREFIX}/calendar/{secret}.ics", self.site),
            created_at: address.created_at.into(),
        })
    }
}
