//! Settings with a unit, written as people write them: `10s`, `32 MiB`, `5 per 1m`.

use std::{fmt, num::NonZeroU32, str::FromStr, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A length of time: a whole number and `ms`, `s`, `m`, `h` or `d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(Duration);

/// An amount of data: a whole number and `B`, `KiB`, `MiB` or `GiB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes(u64);

/// How often something may happen: `10 per 1m`. All ten may come at once; after that one every six seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many within the span.
    pub times: NonZeroU32,
    /// The span.
    pub per: Span,
}

impl Span {
    /// So many milliseconds.
    #[must_use]
    pub const fn millis(millis: u64) -> Self {
        Self(Duration::from_millis(millis))
    }

    /// So many seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self::millis(seconds * 1000)
    }

    /// So many minutes.
    #[must_use]
    pub const fn minutes(minutes: u64) -> Self {
        Self::seconds(minutes * 60)
    }

    /// So many hours.
    #[must_use]
    pub const fn hours(hours: u64) -> Self {
        Self::minutes(hours * 60)
    }

    /// As people say it: `10 minutes`, `90 seconds`.
    #[must_use]
    pub fn in_words(self) -> String {
        let seconds = self.0.as_secs();
        match (seconds / 60, seconds % 60) {
            (0, 1) => "1 second".to_owned(),
            (1, 0) => "1 minute".to_owned(),
            (minutes, 0) => format!("{minutes} minutes"),
            _ => format!("{seconds} seconds"),
        }
    }

    /// For timers.
    #[must_use]
    pub const fn get(self) -> Duration {
        self.0
    }
}

impl Bytes {
    /// So many mebibytes.
    #[must_use]
    pub const fn mebi(mebi: u64) -> Self {
        Self(mebi << 20)
    }

    /// Exactly so many bytes.
    #[must_use]
    pub const fn exactly(bytes: u64) -> Self {
        Self(bytes)
    }

    /// The number of bytes.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Rate {
    /// `times` within `per`; none is understood as one.
    #[must_use]
    pub const fn new(times: u32, per: Span) -> Self {
        let times = match NonZeroU32::new(times) {
            Some(times) => times,
            None => NonZeroU32::MIN,
        };
        Self { times, per }
    }
}

fn split(text: &str) -> Option<(u64, &str)> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits)?;
    Some((number.parse().ok()?, unit.trim()))
}

impl FromStr for Span {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "write a length of time as 500ms, 10s, 5m, 1h or 30d";
        let (number, unit) = split(text.trim()).ok_or(wrong)?;
        let millis = match unit {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return Err(wrong),
        };
        number
            .checked_mul(millis)
            .filter(|span| *span > 0)
            .map(Self::millis)
            .ok_or(wrong)
    }
}

impl FromStr for Bytes {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "write an amount of data as 512 B, 64 KiB, 32 MiB or 1 GiB";
        let (number, unit) = split(text.trim()).ok_or(wrong)?;
        let shift = match unit {
            "B" => 0,
            "KiB" => 10,
            "MiB" => 20,
            "GiB" => 30,
            _ => return Err(wrong),
        };
        number
            .checked_mul(1 << shift)
            .filter(|bytes| *bytes > 0)
            .map(Self)
            .ok_or(wrong)
    }
}

impl FromStr for Rate {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "write a rate as 10 per 1m";
        let (times, per) = text.split_once(" per ").ok_or(wrong)?;
        let times = times.trim().parse().map_err(|_| wrong)?;
        Ok(Self {
            times,
            per: per.parse().map_err(|_| wrong)?,
        })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0.as_millis();
        let units = [
            ("d", 86_400_000),
            ("h", 3_600_000),
            ("m", 60_000),
            ("s", 1000),
        ];
        let (unit, size) = units
            .into_iter()
            .find(|(_, size)| millis.is_multiple_of(*size))
            .unwrap_or(("ms", 1));
        write!(f, "{}{unit}", millis / size)
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)];
        let (unit, shift) = units
            .into_iter()
            .find(|(_, shift)| self.0.is_multiple_of(1 << shift))
            .unwrap_or(("B", 0));
        write!(f, "{} {unit}", self.0 >> shift)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per {}", self.times, self.per)
    }
}

macro_rules! written_as_text {
    ($($name:ident),+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )+};
}

written_as_text!(Span, Bytes, Rate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_read_as_they_are_written() {
        for text in ["500ms", "10s", "5m", "1h", "30d"] {
            assert_eq!(text.parse::<Span>().unwrap().to_string(), text);
        }
        for text in ["512 B", "64 KiB", "32 MiB", "1 GiB"] {
            assert_eq!(text.parse::<Bytes>().unwrap().to_string(), text);
        }
        assert_eq!(
            "10 per 1m".parse::<Rate>().unwrap().to_string(),
            "10 per 1m"
        );
        assert_eq!("32MiB".parse::<Bytes>(), Ok(Bytes::mebi(32)));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "10",
            "s",
            "-1s",
            "1.5s",
            "0s",
            "10 fortnights",
            "99999999999999999999s",
            "99999999999999999d",
        ] {
            assert!(text.parse::<Span>().is_err(), "{text}");
        }
        for text in ["", "0 per 1m", "ten per 1m", "10/1m", "10 per "] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
        assert!("1 MB".parse::<Bytes>().is_err());
    }
}
