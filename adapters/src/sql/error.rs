//! What a driver reports, as what the core can act on.

use kith_core::shared::store::StoreError;

/// `SQLITE_BUSY` and its relatives; PostgreSQL's serialization failure, deadlock, lock not available.
const BUSY: [&str; 7] = ["5", "6", "261", "517", "40001", "40P01", "55P03"];

/// PostgreSQL's: disk full, out of memory, too many connections, only reading, starting or stopping.
const UNABLE: [&str; 7] = [
    "53100", "53200", "53300", "25006", "57P01", "57P02", "57P03",
];
/// SQLite's, of whatever kind: only reading, input or output failed, disk full.
const SQLITE_UNABLE: [u32; 3] = [8, 10, 13];

/// Whether the disk or the server behind the store cannot do its work now, and may later, when somebody has seen to it.
fn is_unable(code: &str) -> bool {
    let is_sqlite = code.len() < 5; // PostgreSQL's have five characters
    let primary = code.parse::<u32>().map(|code| code & 0xff);
    UNABLE.contains(&code) || is_sqlite && primary.is_ok_and(|kind| SQLITE_UNABLE.contains(&kind))
}

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
        sqlx::Error::Database(cause) if cause.code().is_some_and(|code| is_unable(&code)) => {
            tracing::error!(%error, "storage cannot work");
            StoreError::Busy
        }
        sqlx::Error::Io(_) => {
            tracing::error!(%error, "storage cannot be reached");
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

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, Executor as _, SqliteConnection};

    use super::*;

    #[test]
    fn a_full_or_unreachable_disk_is_told_from_a_mistake() {
        for code in ["8", "10", "13", "778", "1032", "53100", "57P03"] {
            assert!(is_unable(code), "{code}");
        }
        for code in ["1", "19", "2067", "23505", "42601", "08008"] {
            assert!(!is_unable(code), "{code}");
        }
    }

    #[tokio::test]
    async fn what_finds_no_room_may_be_tried_again() {
        let mut database = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let setup = "create table things (text text); pragma max_page_count = 3";
        database.execute(setup).await.unwrap();
        let error = database
            .execute("insert into things values (zeroblob(100000))")
            .await
            .unwrap_err();
        assert!(matches!(store_error(error), StoreError::Busy));
        let error = database.execute("insert into nothing values (1)").await;
        assert!(matches!(
            store_error(error.unwrap_err()),
            StoreError::Failed(_)
        ));
    }
}
