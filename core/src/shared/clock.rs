//! Time as the core sees it.

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// A moment: microseconds since 1970-01-01T00:00:00Z. Stored as it is; shown as RFC 3339 with milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// Wraps microseconds since the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The calendar form, UTC. Moments outside the calendar's range become the epoch.
    #[must_use]
    pub fn to_datetime(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// The moment `span` later (or earlier, when negative); stops at the ends of the range.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        let micros = i64::try_from(span.whole_microseconds()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(micros))
    }

    /// How much time lies between an `earlier` moment and this one; negative when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::microseconds(self.0.saturating_sub(earlier.0))
    }
}

impl From<OffsetDateTime> for Timestamp {
    fn from(moment: OffsetDateTime) -> Self {
        Self(i64::try_from(moment.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX))
    }
}

/// What time it is.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_and_back_loses_nothing_above_microseconds() {
        let moment = Timestamp::from_micros(1_763_722_200_123_456);
        assert_eq!(Timestamp::from(moment.to_datetime()), moment);
    }

    #[test]
    fn arithmetic_stops_at_the_ends() {
        assert_eq!(
            Timestamp::from_micros(i64::MAX).plus(Duration::DAY),
            Timestamp::from_micros(i64::MAX)
        );
        let start = Timestamp::from_micros(0);
        assert_eq!(start.plus(Duration::HOUR).since(start), Duration::HOUR);
    }
}
