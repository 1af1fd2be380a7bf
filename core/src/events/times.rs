//! When an event is: what the clocks of its time zone say, and the moments that follow from that.

use jiff::{
    Span, Timestamp as Instant, ZonedDateTime,
    fmt::temporal::{DateTimeParser, DateTimePrinter},
    tz::{OffsetConflict, TimeZone},
};
use time::Duration;

use crate::shared::{
    clock::Timestamp,
    fields::{FormCheck, Refusal},
};

/// How long an event lasts that has no end, as far as it matters: one is told of it, and may say that one comes.
pub const OPEN_END: Duration = Duration::hours(6);
/// The longest that an event lasts.
pub const LONGEST_EVENT: Duration = Duration::days(31);
/// How far ahead an event may begin.
const FARTHEST: Duration = Duration::days(5 * 366);

/// The offset decides between two times that look the same when clocks are set back; where the rules of the zone have
/// changed since and it no longer fits, what the clock says counts.
const PARSER: DateTimeParser = DateTimeParser::new().offset_conflict(OffsetConflict::PreferOffset);
const PRINTER: DateTimePrinter = DateTimePrinter::new();

/// The IANA name of a time zone, as `Europe/Berlin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneName(String);

impl ZoneName {
    /// Takes a name that is known.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        let unknown = || {
            Refusal::new(
                "unknown_time_zone",
                "Choose a time zone by its name, such as Europe/Berlin.",
            )
        };
        let zone = TimeZone::get(raw.trim()).map_err(|_| unknown())?;
        let name = zone.iana_name().filter(|_| !zone.is_unknown());
        name.map(|name| Self(name.to_owned())).ok_or_else(unknown)
    }

    /// Takes what was stored after [`ZoneName::parse`].
    #[must_use]
    pub fn stored(name: String) -> Self {
        Self(name)
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The rules. Names are never taken out of the database; if one were, its times would be read as UTC.
    fn rules(&self) -> TimeZone {
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

/// A time by the clocks of a time zone, to the second, and the moment that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalTime {
    at: Timestamp,
    wall: String,
}

impl LocalTime {
    /// What the clocks of `zone` say at `moment`.
    #[must_use]
    pub fn of(moment: Timestamp, zone: &ZoneName) -> Self {
        Self::read(&instant(moment).to_zoned_datetime(zone.rules()))
    }

    /// Takes what was stored.
    #[must_use]
    pub fn stored(at: Timestamp, wall: String) -> Self {
        Self { at, wall }
    }

    /// The moment.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// What the clock says, with the offset from UTC: `2026-06-02T19:00:00+02:00`.
    #[must_use]
    pub fn wall(&self) -> &str {
        &self.wall
    }

    /// The same time of the same day by the clocks of another zone.
    #[must_use]
    pub fn moved_to(&self, zone: &ZoneName) -> Self {
        let clock = PARSER.parse_datetime(&self.wall).ok();
        let there = clock.and_then(|clock| zone.rules().to_zoned_datetime(clock).ok());
        there.map_or_else(|| Self::of(self.at, zone), |there| Self::read(&there))
    }

    /// The same time of the day before, which is 23 or 25 hours earlier when clocks are set in between.
    #[must_use]
    pub fn day_before(&self, zone: &ZoneName) -> Timestamp {
        let before = self
            .zoned(zone)
            .and_then(|time| time.checked_sub(Span::new().days(1)).ok());
        before.map_or_else(
            || self.at.plus(-Duration::DAY),
            |before| timestamp(before.timestamp()),
        )
    }

    /// The same by the rules of `zone` as they are known now.
    #[must_use]
    pub fn by_present_rules(&self, zone: &ZoneName) -> Self {
        self.zoned(zone)
            .map_or_else(|| self.clone(), |time| Self::read(&time))
    }

    fn zoned(&self, zone: &ZoneName) -> Option<ZonedDateTime> {
        let text = format!("{}[{}]", self.wall, zone.as_str());
        PARSER.parse_zoned_datetime(&text).ok()
    }

    fn read(time: &ZonedDateTime) -> Self {
        let moment = time.timestamp();
        Self {
            at: timestamp(moment),
            wall: PRINTER.timestamp_with_offset_to_string(&moment, time.offset()),
        }
    }
}

/// To the second. What lies beyond the calendar becomes its end on that side, which is refused as past or as too far.
fn instant(moment: Timestamp) -> Instant {
    let second = moment.as_micros().div_euclid(1_000_000);
    let end = if second < 0 {
        Instant::MIN
    } else {
        Instant::MAX
    };
    Instant::from_second(second).unwrap_or(end)
}

fn timestamp(instant: Instant) -> Timestamp {
    Timestamp::from_micros(instant.as_microsecond())
}

/// When an event begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTimes {
    /// The time zone by whose clocks it is meant.
    pub zone: ZoneName,
    /// When it begins.
    pub starts: LocalTime,
    /// When it ends, if that is known.
    pub ends: Option<LocalTime>,
}

impl EventTimes {
    /// The times at these moments.
    #[must_use]
    pub fn at(zone: ZoneName, starts: Timestamp, ends: Option<Timestamp>) -> Self {
        Self {
            starts: LocalTime::of(starts, &zone),
            ends: ends.map(|ends| LocalTime::of(ends, &zone)),
            zone,
        }
    }

    /// From when on it is over.
    #[must_use]
    pub fn over_at(&self) -> Timestamp {
        match &self.ends {
            Some(ends) => ends.at,
            None => self.starts.at.plus(OPEN_END),
        }
    }

    /// The same by the rules of the time zone as they are known now.
    #[must_use]
    pub fn by_present_rules(&self) -> Self {
        Self {
            starts: self.starts.by_present_rules(&self.zone),
            ends: self
                .ends
                .as_ref()
                .map(|ends| ends.by_present_rules(&self.zone)),
            zone: self.zone.clone(),
        }
    }

    /// Notes what is wrong with the times of an event that is planned at `now`.
    pub(super) fn check_start(&self, form: &mut FormCheck, now: Timestamp) {
        if self.starts.at <= now {
            let message = "Choose a time that is to come.";
            form.refuse("starts_at", Refusal::new("in_the_past", message));
        }
        if self.starts.at.since(now) > FARTHEST {
            let message = "Choose a time within the next five years.";
            form.refuse("starts_at", Refusal::new("too_far", message));
        }
    }

    /// Notes an end that does not fit the beginning.
    pub(super) fn check_end(&self, form: &mut FormCheck) {
        let Some(ends) = &self.ends else { return };
        if ends.at <= self.starts.at {
            let message = "Choose an end after the beginning.";
            form.refuse("ends_at", Refusal::new("before_start", message));
        }
        if ends.at.since(self.starts.at) > LONGEST_EVENT {
            let message = "Choose an end within 31 days of the beginning.";
            form.refuse("ends_at", Refusal::new("too_long", message));
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn zone(name: &str) -> ZoneName {
        ZoneName::parse(name).unwrap()
    }

    fn local(moment: time::OffsetDateTime, name: &str) -> LocalTime {
        LocalTime::of(moment.into(), &zone(name))
    }

    #[test]
    fn zones_are_known_by_their_names() {
        assert_eq!(zone(" europe/berlin ").as_str(), "Europe/Berlin");
        assert_eq!(zone("UTC").as_str(), "UTC");
        for odd in [
            "",
            "Europe/Atlantis",
            "CEST+2",
            "+02:00",
            "Etc/Unknown",
            "../x",
        ] {
            let refused = ZoneName::parse(odd).unwrap_err();
            assert_eq!(refused.code, "unknown_time_zone", "{odd}");
        }
    }

    #[test]
    fn the_clock_is_what_the_zone_says() {
        let evening = local(datetime!(2026-06-02 17:00:00.5 UTC), "Europe/Berlin");
        assert_eq!(evening.wall(), "2026-06-02T19:00:00+02:00");
        assert_eq!(evening.at(), datetime!(2026-06-02 17:00 UTC).into());
        let in_winter = local(datetime!(2026-01-02 18:00 UTC), "Europe/Berlin");
        assert_eq!(in_winter.wall(), "2026-01-02T19:00:00+01:00");
    }

    #[test]
    fn a_day_before_is_the_same_time_of_day_also_when_clocks_are_set() {
        for (at, before, name) in [
            // Set forward on 29 March 2026, back on 25 October.
            (
                datetime!(2026-03-29 17:00 UTC),
                datetime!(2026-03-28 18:00 UTC),
                "Europe/Berlin",
            ),
            (
                datetime!(2026-10-25 18:00 UTC),
                datetime!(2026-10-24 17:00 UTC),
                "Europe/Berlin",
            ),
            (
                datetime!(2026-06-02 17:00 UTC),
                datetime!(2026-06-01 17:00 UTC),
                "Europe/Berlin",
            ),
            // Half past two does not exist on 29 March: what follows an hour later does.
            (
                datetime!(2026-03-30 00:30 UTC),
                datetime!(2026-03-29 01:30 UTC),
                "Europe/Berlin",
            ),
            // Set by half an hour on Lord Howe.
            (
                datetime!(2026-04-05 08:30 UTC),
                datetime!(2026-04-04 08:00 UTC),
                "Australia/Lord_Howe",
            ),
        ] {
            let time = local(at, name);
            assert_eq!(time.day_before(&zone(name)), before.into(), "{at} {name}");
        }
    }

    #[test]
    fn of_two_times_that_look_the_same_each_is_kept() {
        let berlin = zone("Europe/Berlin");
        for (at, wall) in [
            (datetime!(2026-10-25 00:30 UTC), "2026-10-25T02:30:00+02:00"),
            (datetime!(2026-10-25 01:30 UTC), "2026-10-25T02:30:00+01:00"),
        ] {
            let time = LocalTime::of(at.into(), &berlin);
            assert_eq!(time.wall(), wall);
            assert_eq!(time.by_present_rules(&berlin), time);
        }
    }

    #[test]
    fn when_the_rules_change_the_clock_counts() {
        // As if Berlin had been thought to stay on winter time.
        let thought = LocalTime::stored(
            datetime!(2026-06-02 18:00 UTC).into(),
            "2026-06-02T19:00:00+01:00".into(),
        );
        let now = thought.by_present_rules(&zone("Europe/Berlin"));
        assert_eq!(now.wall(), "2026-06-02T19:00:00+02:00");
        assert_eq!(now.at(), datetime!(2026-06-02 17:00 UTC).into());
    }

    #[test]
    fn in_another_zone_the_clock_stays() {
        let evening = local(datetime!(2026-06-02 17:00 UTC), "Europe/Berlin");
        let there = evening.moved_to(&zone("America/New_York"));
        assert_eq!(there.wall(), "2026-06-02T19:00:00-04:00");
        assert_eq!(there.at(), datetime!(2026-06-02 23:00 UTC).into());
    }

    fn refused(
        starts: time::OffsetDateTime,
        ends: Option<time::OffsetDateTime>,
    ) -> Vec<&'static str> {
        let ends = ends.map(Timestamp::from);
        let times = EventTimes::at(zone("Europe/Berlin"), starts.into(), ends);
        let mut form = FormCheck::default();
        times.check_start(&mut form, datetime!(2026-01-15 12:00 UTC).into());
        times.check_end(&mut form);
        let errors = form
            .finish()
            .err()
            .map(|invalid| invalid.0)
            .unwrap_or_default();
        errors.into_iter().map(|error| error.code).collect()
    }

    #[test]
    fn an_event_is_to_come_and_ends_after_it_began() {
        let evening = datetime!(2026-01-15 19:00 UTC);
        assert!(refused(evening, None).is_empty());
        assert!(refused(evening, Some(datetime!(2026-01-15 22:00 UTC))).is_empty());
        assert_eq!(
            refused(datetime!(2026-01-15 12:00 UTC), None),
            ["in_the_past"]
        );
        assert_eq!(refused(datetime!(9999-12-31 23:00 UTC), None), ["too_far"]);
        assert_eq!(refused(evening, Some(evening)), ["before_start"]);
        assert_eq!(
            refused(evening, Some(datetime!(2026-03-01 19:00 UTC))),
            ["too_long"]
        );
    }

    #[test]
    fn without_an_end_it_is_over_after_some_hours() {
        let starts = datetime!(2026-01-15 19:00 UTC);
        let times = EventTimes::at(zone("UTC"), starts.into(), None);
        assert_eq!(times.over_at(), datetime!(2026-01-16 01:00 UTC).into());
        let ends = datetime!(2026-01-15 20:00 UTC).into();
        let times = EventTimes::at(zone("UTC"), starts.into(), Some(ends));
        assert_eq!(times.over_at(), ends);
    }
}
