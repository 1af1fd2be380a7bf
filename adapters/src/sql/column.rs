//! How values lie in columns: times as microseconds, dates as text, names of enums as text.

use kith_core::shared::{clock::Timestamp, store::StoreError};
use time::{Date, format_description::BorrowedFormatItem, macros::format_description};

use super::error::UnknownValue;

const DATE: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// A time that may be missing.
pub(super) fn micros(moment: Option<Timestamp>) -> Option<i64> {
    moment.map(Timestamp::as_micros)
}

/// A date as `YYYY-MM-DD`.
pub(super) fn date_text(date: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

/// Reads [`date_text`] back.
pub(super) fn date(column: &'static str, text: &str) -> Result<Date, StoreError> {
    Date::parse(text, DATE).map_err(|_| {
        UnknownValue {
            column,
            value: text.to_owned(),
        }
        .into()
    })
}

/// Reads an enum's stored name back with its own `parse`.
pub(super) fn named<T>(
    column: &'static str,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, StoreError> {
    parse(text).ok_or_else(|| {
        UnknownValue {
            column,
            value: text.to_owned(),
        }
        .into()
    })
}

/// A number that is never negative.
pub(super) fn unsigned<T: TryFrom<i64>>(
    column: &'static str,
    number: i64,
) -> Result<T, StoreError> {
    T::try_from(number).map_err(|_| {
        UnknownValue {
            column,
            value: number.to_string(),
        }
        .into()
    })
}

/// A list of ids for SQLite's `json_each`.
pub(super) fn id_list(ids: &[i64]) -> String {
    format!("{ids:?}")
}
