//! Events as calendar programs read them: RFC 5545.
//!
//! Times are written in UTC. No event recurs, so that the moment says all, and every program shows it by the clocks of
//! whoever looks; definitions of time zones are what programs disagree about most.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use kith_core::{
    events::{CalendarEntry, EventResponse, LocalTime},
    shared::clock::Timestamp,
};
use poem_openapi::{
    ApiResponse,
    payload::{Binary, Response},
};
use sha2::{Digest as _, Sha256};
use time::macros::format_description;

use crate::{config::PublicUrl, http::media::is_known};

const PRODUCT: &str = "-//Kith//Events//EN";
/// Behind what names an event. No host: where the site is may change, and every calendar would have all events twice.
const UID_ENDING: &str = "@events.kith";
/// How often programs should look whether something changed.
const LOOK_AGAIN: &str = "PT1H";
/// Octets of a line, without its end: RFC 5545, 3.1.
const LONGEST_LINE: usize = 75;

/// A calendar.
#[derive(ApiResponse)]
#[oai(header(
    name = "Cache-Control",
    ty = "String",
    description = "It may be kept, and must be asked for again each time."
))]
pub enum CalendarFile {
    /// The calendar, as RFC 5545 has it.
    #[oai(status = 200, content_type = "text/calendar; charset=utf-8")]
    Whole(
        Binary<Vec<u8>>,
        /// Changes when the calendar does.
        #[oai(header = "ETag")]
        String,
    ),
    /// The client has it: `If-None-Match` names its tag.
    #[oai(status = 304)]
    Known(
        /// Changes when the calendar does.
        #[oai(header = "ETag")]
        String,
    ),
}

/// Answers with a calendar under the name of a file.
pub(super) fn send(
    calendar: String,
    name: &str,
    if_none_match: Option<&str>,
) -> Response<CalendarFile> {
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&calendar)));
    let file = if is_known(if_none_match, &tag) {
        CalendarFile::Known(tag)
    } else {
        CalendarFile::Whole(Binary(calendar.into_bytes()), tag)
    };
    Response::new(file)
        .header("Cache-Control", "private, no-cache")
        .header(
            "Content-Disposition",
            format!("attachment; filename=\"{name}\""),
        )
        .header("X-Content-Type-Options", "nosniff")
}

/// The calendar of one event.
pub(super) fn of_one(entry: &CalendarEntry, site: &PublicUrl) -> String {
    let mut calendar = bare();
    calendar.push(written(entry, site));
    folded(&calendar.to_string())
}

/// The calendar that somebody subscribes to.
pub(super) fn of_all(entries: &[CalendarEntry], site: &PublicUrl) -> String {
    let mut calendar = bare();
    let interval = Property::new("REFRESH-INTERVAL", LOOK_AGAIN)
        .add_parameter("VALUE", "DURATION")
        .done();
    calendar.append_property(("NAME", "Kith"));
    calendar.append_property(("X-WR-CALNAME", "Kith"));
    calendar.append_property(interval);
    calendar.append_property(("X-PUBLISHED-TTL", LOOK_AGAIN));
    for entry in entries {
        calendar.push(written(entry, site));
    }
    folded(&calendar.to_string())
}

/// The same with lines folded where no space is: what is at the end or the beginning of a piece, programs like to trim.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut rest = line;
        let mut room = LONGEST_LINE;
        while rest.len() > room {
            let (piece, next) = rest.split_at(fold_of(rest, room));
            folded.push_str(piece);
            folded.push_str("\r\n ");
            rest = next;
            room = LONGEST_LINE - 1;
        }
        folded.push_str(rest);
        folded.push_str("\r\n");
    }
    folded
}

/// Where to end a piece of at most so many octets: between characters, with no space on either side if that can be.
fn fold_of(line: &str, most: usize) -> usize {
    let is_blank = |mark: Option<char>| mark.is_some_and(char::is_whitespace);
    let ends = || (1..=most).rev().filter(|end| line.is_char_boundary(*end));
    ends()
        .find(|end| {
            let (piece, next) = line.split_at(*end);
            !is_blank(piece.chars().next_back()) && !is_blank(next.chars().next())
        })
        .or_else(|| ends().next())
        .unwrap_or(line.len())
}

fn bare() -> Calendar {
    let mut calendar = Calendar::empty();
    for property in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(property);
    }
    calendar
}

fn written(of: &CalendarEntry, site: &PublicUrl) -> Event {
    let event = &of.event;
    let address = format!("{site}/events/{}", event.id);
    let changed = utc(event.changed_at);
    let is_cancelled = event.cancelled_at.is_some();
    let about = event.description.as_str();
    let gap = if about.is_empty() { "" } else { "\n\n" };
    let text = format!("{about}{gap}{}\n{address}", of.group_title);
    let mut entry = Event::new();
    entry
        .uid(&format!("event-{}{UID_ENDING}", event.id))
        .summary(event.title.as_str())
        .description(&text)
        .status(if is_cancelled {
            EventStatus::Cancelled
        } else {
            EventStatus::Confirmed
        })
        .append_property(("DTSTAMP", changed.as_str()))
        .append_property(("LAST-MODIFIED", changed.as_str()))
        .append_property(("CREATED", utc(event.created_at).as_str()))
        .append_property(("SEQUENCE", event.sequence.to_string().as_str()))
        .append_property(("DTSTART", utc(event.times.starts.at()).as_str()))
        .append_property(("URL", address.as_str()))
        .append_property(("TRANSP", transparency(of)));
    if let Some(ends) = event.times.ends.as_ref().map(LocalTime::at) {
        entry.append_property(("DTEND", utc(ends).as_str()));
    }
    if let Some(place) = &event.place {
        entry.location(place.as_str());
    }
    entry.done()
}

/// Whether the time is taken: by what one comes to.
fn transparency(of: &CalendarEntry) -> &'static str {
    let comes = of.mine == Some(EventResponse::Going) && of.event.cancelled_at.is_none();
    if comes { "OPAQUE" } else { "TRANSPARENT" }
}

fn utc(moment: Timestamp) -> String {
    let format = format_description!("[year][month][day]T[hour][minute][second]Z");
    moment.to_datetime().format(format).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_beside_no_space() {
        let long = format!("SUMMARY:{}", "Lärm \u{1F941} und  Trommeln ".repeat(20));
        let text = format!("BEGIN:VEVENT\r\n{long}x\r\nEND:VEVENT\r\n");
        let folded = folded(&text);
        assert_eq!(folded.replace("\r\n ", ""), text);
        let pieces: Vec<&str> = folded.split_terminator("\r\n").collect();
        assert!(pieces.len() > 5);
        for piece in pieces {
            assert!(piece.len() <= LONGEST_LINE, "{piece:?}");
            let inside = piece.strip_prefix(' ').unwrap_or(piece);
            assert_eq!(inside.trim(), inside);
        }
    }

    #[test]
    fn what_is_all_spaces_is_folded_too() {
        let text = format!("X:{}\r\n", " ".repeat(200));
        assert!(folded(&text).lines().all(|line| line.len() <= LONGEST_LINE));
    }
}
