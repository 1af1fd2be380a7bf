//! The unit of work on either engine.

use async_trait::async_trait;
use kith_core::shared::store::{Store, StoreError, Tx};
use sqlx::{Postgres, Sqlite, Transaction, pool::PoolConnection};

use super::{
    error::StoreResult as _,
    group_commit::Unit,
    pool::{Database, Engine},
};

/// A unit of work. Every repository is implemented on it, each statement written once: see [`on!`].
pub(super) enum SqlTx {
    /// Reading from SQLite.
    LiteRead(PoolConnection<Sqlite>),
    /// Writing to SQLite.
    Lite(Unit),
    /// Reading from PostgreSQL.
    PgRead(PoolConnection<Postgres>),
    /// Writing to PostgreSQL.
    Pg(Transaction<'static, Postgres>),
}

/// Runs an expression on whichever connection a [`SqlTx`] holds. The expression is written once and expanded
/// for both drivers, so that rustc checks it against each. Where the engines must differ (lists of ids, full
/// text, locking) both variants stand side by side: `on!(self, c => lite …, pg …)`.
macro_rules! on {
    ($tx:expr, $connection:ident => lite $lite:expr, pg $pg:expr $(,)?) => {
        match $tx {
            $crate::sql::store::SqlTx::LiteRead(held) => {
                let $connection: &mut sqlx::SqliteConnection = &mut *held;
                $lite
            }
            $crate::sql::store::SqlTx::Lite(held) => {
                let $connection: &mut sqlx::SqliteConnection = &mut *held;
                $lite
            }
            $crate::sql::store::SqlTx::PgRead(held) => {
                let $connection: &mut sqlx::PgConnection = &mut *held;
                $pg
            }
            $crate::sql::store::SqlTx::Pg(held) => {
                let $connection: &mut sqlx::PgConnection = &mut *held;
                $pg
            }
        }
    };
    ($tx:expr, $connection:ident => $same:expr) => {
        $crate::sql::store::on!($tx, $connection => lite $same, pg $same)
    };
}
pub(super) use on;

#[async_trait]
impl Store for Database {
    async fn read(&self) -> Result<Box<dyn Tx>, StoreError> {
        Ok(Box::new(match &self.engine {
            Engine::Sqlite { readers, .. } => SqlTx::LiteRead(readers.acquire().await.store_err()?),
            Engine::Postgres { readers, .. } => SqlTx::PgRead(readers.acquire().await.store_err()?),
        }))
    }

    async fn write(&self) -> Result<Box<dyn Tx>, StoreError> {
        Ok(Box::new(match &self.engine {
            Engine::Sqlite { writer, .. } => SqlTx::Lite(writer.begin().await?),
            Engine::Postgres { writers, .. } => {
                // A task of its own: in sqlx 0.9.0 a `begin` that is dropped half way leaves a pooled connection
                // inside a transaction (sqlx issue 4393).
                let pool = writers.clone();
                let begun = tokio::spawn(async move { pool.begin().await });
                SqlTx::Pg(
                    begun
                        .await
                        .map_err(|error| StoreError::Failed(Box::new(error)))?
                        .store_err()?,
                )
            }
        }))
    }
}

#[async_trait]
impl Tx for SqlTx {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        match *self {
            Self::Lite(unit) => unit.commit().await,
            Self::Pg(transaction) => transaction.commit().await.store_err(),
            Self::LiteRead(_) | Self::PgRead(_) => Ok(()),
        }
    }
}
