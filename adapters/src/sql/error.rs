//! What a driver reports, as what the core can act on.

use kith_core::shared::store::StoreError;

/// `SQLITE_BUSY` and its relatives; PostgreSQL's serialization failure, deadlock, lock not available.
const BUSY: [&str; 7] = ["5", "6", "261", "517", "40001", "40P01", "55P03"];

/// Sorts a driver's error by kind.
pub(super) fn store_error(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::PoolTimedOut => StoreError::Busy,
        sqlx::Error::Database(cause) if cause.is_unique_violation() => StoreError::Conflict,
        sqlx::Error::Database(cause)
            if cause
                .code()
                .is_some_and(|code| BUSY.contains(&code.as_ref())) =>
        {
            StoreError::Busy
        }
        _ => StoreError::Failed(Box::new(error)),
    }
}

/// `.store_err()` at the end of a statement.
pub(super) trait StoreResult<T> {
    /// The same result with the core's error.
    fn store_err(self) -> Result<T, StoreError>;
}

impl<T> StoreResult<T> for Result<T, sqlx::Error> {
    fn store_err(self) -> Result<T, StoreError> {
        self.map_err(store_error)
    }
}

/// A stored value that the code does not know: written by a newer version, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("column {column} holds {value:?}, which is not known")]
pub(super) struct UnknownValue {
    /// The column.
    pub(super) column: &'static str,
    /// What it holds.
    pub(super) value: String,
}

impl From<UnknownValue> for StoreError {
    fn from(error: UnknownValue) -> Self {
        Self::Failed(Box::new(error))
    }
}
