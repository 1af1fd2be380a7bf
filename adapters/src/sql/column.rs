//! How values lie in columns: times as microseconds, names of enums as text.

use kith_core::shared::{clock::Timestamp, store::StoreError};

use super::error::UnknownValue;

/// A time that may be missing.
pub(super) fn micros(moment: Option<Timestamp>) -> Option<i64> {
    moment.map(Timestamp::as_micros)
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

/// As a limit of a statement.
pub(super) fn at_most(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
