//! What goes wrong with events, on the wire.

use kith_core::events::{
    CalendarFeedError, CancelEventError, ChangeEventImageError, CreateEventError, EditEventError,
    EventClosed, EventRefusal, ReadEventError, RespondError,
};

use super::cases::{CANCELLED, GONE, NOT_ALLOWED, OVER};
use crate::http::problem::ApiError;

impl From<EventClosed> for ApiError {
    fn from(closed: EventClosed) -> Self {
        match closed {
            EventClosed::Over => Self::conflict("event_over", OVER),
            EventClosed::Cancelled => Self::conflict("event_cancelled", CANCELLED),
        }
    }
}

impl From<CreateEventError> for ApiError {
    fn from(error: CreateEventError) -> Self {
        match error {
            CreateEventError::Invalid(fields) => Self::invalid(fields),
            CreateEventError::Outside(outside) => outside.into(),
            CreateEventError::KeyReused => Self::key_reused(),
            CreateEventError::Gone => Self::gone("event_gone", GONE),
            CreateEventError::Store(error) => error.into(),
        }
    }
}

impl From<ReadEventError> for ApiError {
    fn from(error: ReadEventError) -> Self {
        match error {
            ReadEventError::NotFound => Self::not_found(),
            ReadEventError::Outside(outside) => outside.into(),
            ReadEventError::Store(error) => error.into(),
        }
    }
}

impl From<EventRefusal> for ApiError {
    fn from(refusal: EventRefusal) -> Self {
        match refusal {
            EventRefusal::NotFound => Self::not_found(),
            EventRefusal::NotAllowed => Self::forbidden("not_allowed", NOT_ALLOWED),
            EventRefusal::Closed(closed) => closed.into(),
        }
    }
}

impl From<EditEventError> for ApiError {
    fn from(error: EditEventError) -> Self {
        match error {
            EditEventError::Invalid(fields) => Self::invalid(fields),
            EditEventError::Refused(refusal) => refusal.into(),
            EditEventError::Store(error) => error.into(),
        }
    }
}

impl From<CancelEventError> for ApiError {
    fn from(error: CancelEventError) -> Self {
        match error {
            CancelEventError::Refused(refusal) => refusal.into(),
            CancelEventError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeEventImageError> for ApiError {
    fn from(error: ChangeEventImageError) -> Self {
        match error {
            ChangeEventImageError::Upload(error) => error.into(),
            ChangeEventImageError::Refused(refusal) => refusal.into(),
            ChangeEventImageError::Store(error) => error.into(),
        }
    }
}

impl From<RespondError> for ApiError {
    fn from(error: RespondError) -> Self {
        match error {
            RespondError::Invalid(fields) => Self::invalid(fields),
            RespondError::NotFound => Self::not_found(),
            RespondError::Closed(closed) => closed.into(),
            RespondError::Store(error) => error.into(),
        }
    }
}

impl From<CalendarFeedError> for ApiError {
    fn from(error: CalendarFeedError) -> Self {
        match error {
            CalendarFeedError::NotFound => Self::not_found(),
            CalendarFeedError::NoKey => {
                tracing::error!("the secret cannot be used as a key");
                Self::internal()
            }
            CalendarFeedError::Store(error) => error.into(),
        }
    }
}
