//! Events as clients write and see them.

use kith_core::{
    events::{
        Answer, EventCounts, EventEdit, EventResponse, EventRights, EventView, LocalTime, NewEvent,
        Participant,
    },
    media::VariantName,
};
use poem_openapi::{Enum, Object, types::MaybeUndefined};
use serde::Serialize;

use crate::http::{
    media::variant_url,
    posts::GroupSummary,
    profiles::UserSummaryDto,
    relations::PersonDto,
    values::{Id, Moment},
};

/// What one can say of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "EventAnswer", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AnswerDto {
    /// One comes.
    Going,
    /// One does not.
    NotGoing,
    /// One may come.
    Maybe,
}

impl From<AnswerDto> for Answer {
    fn from(answer: AnswerDto) -> Self {
        match answer {
            AnswerDto::Going => Self::Going,
            AnswerDto::NotGoing => Self::NotGoing,
            AnswerDto::Maybe => Self::Maybe,
        }
    }
}

impl From<Answer> for AnswerDto {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Going => Self::Going,
            Answer::NotGoing => Self::NotGoing,
            Answer::Maybe => Self::Maybe,
        }
    }
}

/// How somebody stands to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "EventResponse", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ResponseDto {
    /// They come.
    Going,
    /// They may come.
    Maybe,
    /// They do not come.
    NotGoing,
    /// They would come, and wait for a place.
    Waiting,
}

impl From<EventResponse> for ResponseDto {
    fn from(response: EventResponse) -> Self {
        match response {
            EventResponse::Going => Self::Going,
            EventResponse::Maybe => Self::Maybe,
            EventResponse::NotGoing => Self::NotGoing,
            EventResponse::Waiting => Self::Waiting,
        }
    }
}

impl From<ResponseDto> for EventResponse {
    fn from(response: ResponseDto) -> Self {
        match response {
            ResponseDto::Going => Self::Going,
            ResponseDto::Maybe => Self::Maybe,
            ResponseDto::NotGoing => Self::NotGoing,
            ResponseDto::Waiting => Self::Waiting,
        }
    }
}

/// An event to be created.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewEvent")]
pub struct NewEventDto {
    /// What it is called: one line.
    #[oai(validator(max_length = 120))]
    pub title: String,
    /// What it is about; may be empty.
    #[oai(validator(max_length = 5000))]
    pub description: Option<String>,
    /// When it begins, within the next five years.
    pub starts_at: Moment,
    /// When it ends, if that is known: within 31 days of the beginning.
    pub ends_at: Option<Moment>,
    /// The IANA name of the time zone by whose clocks it is meant, such as `Europe/Berlin`.
    pub time_zone: String,
    /// Where it is: one line.
    #[oai(validator(max_length = 200))]
    pub place: Option<String>,
    /// What one can say: `going` and `not_going` always, and `maybe` unless it is left out here.
    pub options: Option<Vec<AnswerDto>>,
    /// How many can come, 1 to 100 000; everybody when left out. Who comes too late waits for a place.
    pub capacity: Option<u32>,
}

impl From<NewEventDto> for NewEvent {
    fn from(new: NewEventDto) -> Self {
        Self {
            title: new.title,
            description: new.description.unwrap_or_default(),
            starts_at: new.starts_at.0,
            ends_at: new.ends_at.map(|ends| ends.0),
            time_zone: new.time_zone,
            place: new.place,
            options: new.options.map(answers),
            capacity: new.capacity,
        }
    }
}

/// What is to change of an event; what is left out stays.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "EventEdit")]
pub struct EventEditDto {
    /// Another title.
    #[oai(validator(max_length = 120))]
    pub title: Option<String>,
    /// Another description; empty for none.
    #[oai(validator(max_length = 5000))]
    pub description: Option<String>,
    /// Another beginning.
    pub starts_at: Option<Moment>,
    /// Another end; null for none.
    pub ends_at: MaybeUndefined<Moment>,
    /// Another time zone. What is not said of beginning and end stays what it is by the clock.
    pub time_zone: Option<String>,
    /// Another place; null for none.
    #[oai(validator(max_length = 200))]
    pub place: MaybeUndefined<String>,
    /// What one can say. Who said what is no longer offered goes on standing so.
    pub options: Option<Vec<AnswerDto>>,
    /// How many can come; null for everybody. More places go to those who wait; when there are fewer, nobody loses theirs.
    pub capacity: MaybeUndefined<u32>,
}

impl From<EventEditDto> for EventEdit {
    fn from(edit: EventEditDto) -> Self {
        Self {
            title: edit.title,
            description: edit.description,
            starts_at: edit.starts_at.map(|starts| starts.0),
            ends_at: said(edit.ends_at).map(|ends| ends.map(|ends| ends.0)),
            time_zone: edit.time_zone,
            place: said(edit.place),
            options: edit.options.map(answers),
            capacity: said(edit.capacity),
        }
    }
}

/// Left out is `None`, null is nothing inside of it.
#[expect(clippy::option_option, reason = "left out, emptied, or said")]
fn said<T>(value: MaybeUndefined<T>) -> Option<Option<T>> {
    match value {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(value) => Some(Some(value)),
    }
}

fn answers(options: Vec<AnswerDto>) -> Vec<Answer> {
    options.into_iter().map(Answer::from).collect()
}

/// Whether one comes.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewEventResponse")]
pub struct NewResponseDto {
    /// One of the event's `options`.
    pub response: AnswerDto,
}

/// How many said what, without those who are not there for the asking member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "EventCounts")]
pub struct CountsDto {
    /// Who comes.
    pub going: u64,
    /// Who may come.
    pub maybe: u64,
    /// Who does not.
    pub not_going: u64,
    /// Who waits for a place.
    pub waiting: u64,
}

impl From<EventCounts> for CountsDto {
    fn from(counts: EventCounts) -> Self {
        Self {
            going: counts.going,
            maybe: counts.maybe,
            not_going: counts.not_going,
            waiting: counts.waiting,
        }
    }
}

/// What the asking member may do with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "EventPermissions")]
pub struct EventPermissionsDto {
    /// Change it.
    pub edit: bool,
    /// Say whether one comes.
    pub respond: bool,
    /// Cancel it.
    pub cancel: bool,
}

impl From<EventRights> for EventPermissionsDto {
    fn from(rights: EventRights) -> Self {
        Self {
            edit: rights.edit,
            respond: rights.respond,
            cancel: rights.cancel,
        }
    }
}

/// An event as the asking member sees it.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Event")]
pub struct EventDto {
    /// Its id.
    pub id: Id,
    /// The post under which it is talked about; null when who created it, and therefore wrote that, is not there for the asking
    /// member.
    pub post_id: Option<Id>,
    /// The group whose members see it.
    pub group: GroupSummary,
    /// Who created it; null when they are not there for the asking member.
    pub creator: Option<UserSummaryDto>,
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends, if that is known.
    pub ends_at: Option<Moment>,
    /// From when on it is over: its end, or six hours after the beginning.
    pub over_at: Moment,
    /// The IANA name of the time zone by whose clocks it is meant.
    pub time_zone: String,
    /// What the clocks there say when it begins, with the offset from UTC: `2026-06-02T19:00:00+02:00`.
    pub starts_at_local: String,
    /// What the clocks there say when it ends.
    pub ends_at_local: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// Where its picture is, when there is one.
    pub image_url: Option<String>,
    /// What one can say of it.
    pub options: Vec<AnswerDto>,
    /// How many can come; null for everybody.
    pub capacity: Option<u32>,
    /// How many said what.
    pub counts: CountsDto,
    /// How the asking member stands to it; null when they said nothing.
    pub my_response: Option<ResponseDto>,
    /// How often it was changed.
    pub sequence: u32,
    /// When it was created.
    pub created_at: Moment,
    /// When it was cancelled.
    pub cancelled_at: Option<Moment>,
    /// What the asking member may do.
    pub can: EventPermissionsDto,
}

impl From<EventView> for EventDto {
    fn from(view: EventView) -> Self {
        let post_id = view.post().map(Id::from);
        let event = view.event;
        let times = &event.times;
        Self {
            id: event.id.into(),
            post_id,
            group: GroupSummary {
                id: event.group.into(),
                title: view.group_title,
            },
            creator: view.creator.map(Into::into),
            title: event.title.as_str().to_owned(),
            description: event.description.as_str().to_owned(),
            starts_at: times.starts.at().into(),
            ends_at: times.ends.as_ref().map(|ends| ends.at().into()),
            over_at: times.over_at().into(),
            time_zone: times.zone.as_str().to_owned(),
            starts_at_local: times.starts.wall().to_owned(),
            ends_at_local: times.ends.as_ref().map(LocalTime::wall).map(str::to_owned),
            place: event.place.as_ref().map(|place| place.as_str().to_owned()),
            image_url: event
                .image
                .map(|image| variant_url(image, VariantName::Large)),
            options: event.options().iter().copied().map(Into::into).collect(),
            capacity: event.capacity,
            counts: view.counts.into(),
            my_response: view.mine.map(Into::into),
            sequence: event.sequence,
            created_at: event.created_at.into(),
            cancelled_at: event.cancelled_at.map(Into::into),
            can: view.rights.into(),
        }
    }
}

/// Somebody who said whether they come.
#[derive(Debug, Clone, Object)]
#[oai(rename = "EventParticipant")]
pub struct ParticipantDto {
    /// Who, and how the asking member stands to them.
    #[oai(flatten)]
    pub person: PersonDto,
    /// How they stand to the event.
    pub response: ResponseDto,
    /// Since when.
    pub since: Moment,
}

impl From<Participant> for ParticipantDto {
    fn from(listed: Participant) -> Self {
        Self {
            person: listed.person.into(),
            response: listed.response.into(),
            since: listed.since.into(),
        }
    }
}

/// The private address of one's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "CalendarFeed")]
pub struct CalendarFeedDto {
    /// What calendar programs subscribe to. Who knows it reads the calendar.
    pub url: String,
    /// When it was made.
    pub created_at: Moment,
}
