//! What a person says of themselves when they register.

use time::{Date, format_description::FormatItem, macros::format_description};

use crate::shared::{fields::Refusal, text};

/// The longest first name, last name or nickname, in characters.
pub const LONGEST_NAME: usize = 50;
/// The longest "about me", in characters.
pub const LONGEST_ABOUT_ME: usize = 2_000;
/// Nobody has lived longer than 122 years (Jeanne Calment, 1875–1997).
const OLDEST: i32 = 130;
const CALENDAR_DATE: &[FormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Reads a first or last name.
pub fn name(raw: &str) -> Result<String, Refusal> {
    text::line(raw, LONGEST_NAME)
}

/// Reads a nickname, which may be left out.
pub fn nickname(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    text::optional_line(raw, LONGEST_NAME)
}

/// Reads the "about me", which may be left out.
pub fn about_me(raw: Option<&str>) -> Result<String, Refusal> {
    text::block(raw.unwrap_or_default(), LONGEST_ABOUT_ME)
}

/// The genders to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Non-binary.
    NonBinary,
    /// Another one.
    Other,
    /// Not said.
    PreferNotToSay,
}

impl Gender {
    /// Every choice, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Female,
        Self::Male,
        Self::NonBinary,
        Self::Other,
        Self::PreferNotToSay,
    ];

    /// The stored name and the one on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::NonBinary => "non_binary",
            Self::Other => "other",
            Self::PreferNotToSay => "prefer_not_to_say",
        }
    }

    /// Reads [`Gender::as_str`] back.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        if raw.is_empty() {
            return Err(Refusal::required());
        }
        Self::ALL
            .into_iter()
            .find(|gender| gender.as_str() == raw)
            .ok_or_else(|| Refusal::new("invalid_choice", "Choose one of the options."))
    }
}

/// A day of birth that was plausible when it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Date);

impl BirthDate {
    /// Reads `YYYY-MM-DD`: not after `today`, not implausibly long ago, and at least `minimum_age` years before `today`.
    pub fn parse(raw: &str, today: Date, minimum_age: u8) -> Result<Self, Refusal> {
        if raw.trim().is_empty() {
            return Err(Refusal::required());
        }
        let strict = Some(raw.trim()).filter(|day| day.len() == "YYYY-MM-DD".len());
        let Some(Ok(day)) = strict.map(|day| Date::parse(day, CALENDAR_DATE)) else {
            return Err(Refusal::new(
                "invalid_date",
                "Enter a date as year-month-day.",
            ));
        };
        if day > today {
            return Err(Refusal::new("in_the_future", "This day has not come yet."));
        }
        if age_on(day, today) > OLDEST {
            return Err(Refusal::new("implausible", "Check the year."));
        }
        if age_on(day, today) < i32::from(minimum_age) {
            return Err(Refusal::new(
                "too_young",
                format!("You must be at least {minimum_age} years old to join."),
            ));
        }
        Ok(Self(day))
    }

    /// A day that was checked before it was stored, as `YYYY-MM-DD`; `None` when it is no date.
    #[must_use]
    pub fn stored(text: &str) -> Option<Self> {
        Date::parse(text, CALENDAR_DATE).ok().map(Self)
    }

    /// The day.
    #[must_use]
    pub const fn day(self) -> Date {
        self.0
    }
}

impl std::fmt::Display for BirthDate {
    /// `YYYY-MM-DD`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

/// Completed years. Somebody born on 29 February completes a year on 1 March of ordinary years.
fn age_on(birth: Date, today: Date) -> i32 {
    let birthday_to_come =
        (u8::from(today.month()), today.day()) < (u8::from(birth.month()), birth.day());
    today.year() - birth.year() - i32::from(birthday_to_come)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 01 - 15);

    fn refused(raw: &str) -> &'static str {
        BirthDate::parse(raw, TODAY, 13).unwrap_err().code
    }

    #[test]
    fn the_thirteenth_birthday_is_the_first_day_in() {
        assert!(BirthDate::parse("2013-01-15", TODAY, 13).is_ok());
        assert_eq!(refused("2013-01-16"), "too_young");
    }

    #[test]
    fn a_leap_day_child_comes_of_age_on_the_first_of_march() {
        let born = "2012-02-29";
        assert!(BirthDate::parse(born, date!(2025 - 02 - 28), 13).is_err());
        assert!(BirthDate::parse(born, date!(2025 - 03 - 01), 13).is_ok());
    }

    #[test]
    fn impossible_days_are_refused_with_a_reason() {
        assert_eq!(refused(""), "required");
        assert_eq!(refused("2026-01-16"), "in_the_future");
        assert_eq!(refused("1890-01-01"), "implausible");
        for odd in [
            "2001-02-30",
            "01.02.2001",
            "2001-1-1",
            "yesterday",
            "+2001-01-01",
        ] {
            assert_eq!(refused(odd), "invalid_date", "{odd}");
        }
    }

    #[test]
    fn a_stored_day_reads_back() {
        let day = BirthDate::parse("1999-12-03", TODAY, 13).unwrap();
        assert_eq!(BirthDate::stored(&day.to_string()), Some(day));
    }

    #[test]
    fn every_gender_reads_back_and_nothing_else_does() {
        for gender in Gender::ALL {
            assert_eq!(Gender::parse(gender.as_str()), Ok(gender));
        }
        assert_eq!(Gender::parse("Female").unwrap_err().code, "invalid_choice");
        assert_eq!(Gender::parse("").unwrap_err().code, "required");
    }
}
