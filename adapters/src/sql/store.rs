//! The unit of work on either engine.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_trait::async_trait;
use kith_core::shared::store::{Store, StoreError, Tx};
use sqlx::{Postgres, Transaction, pool::PoolConnection};
use tokio::sync::Notify;

use super::{
    error::StoreResult as _,
    group_commit::Unit,
    pool::{Database, Engine},
    readers::Reader,
};

/// A unit of work. Every repository is implemented on it, each statement written once: see [`on!`].
pub(crate) struct SqlTx {
    pub(super) held: Held,
    wake: Arc<Notify>,
    commits: Arc<AtomicU64>,
}

/// The connection that a unit of work holds.
pub(super) enum Held {
    /// Reading from SQLite.
    LiteRead(Reader),
    /// Writing to SQLite.
    Lite(Unit),
    /// Reading from PostgreSQL.
    PgRead(PoolConnection<Postgres>),
    /// Writing to PostgreSQL.
    Pg(Transaction<'static, Postgres>),
}

/// Runs an expression on whichever connection a [`SqlTx`] holds. The expression is written once and expanded
/// for both drivers, so that rustc checks it against each. Where the engines must differ (lists of ids, full
/// text, locking) both variants stand side by side: `on!(self, c => lite …, pg …)`. Where they differ in the text of the
/// statement alone and much is bound, [`SqlTx::of_engine`] chooses the text.
macro_rules! on {
    ($tx:expr, $connection:ident => lite $lite:expr, pg $pg:expr $(,)?) => {
        match &mut $tx.held {
            $crate::sql::store::Held::LiteRead(held) => {
                let $connection: &mut sqlx::SqliteConnection = held.lend();
                let answer = $lite;
                held.settle();
                answer
            }
            $crate::sql::store::Held::Lite(held) => {
                let $connection: &mut sqlx::SqliteConnection = &mut *held;
                $lite
            }
            $crate::sql::store::Held::PgRead(held) => {
                let $connection: &mut sqlx::PgConnection = &mut *held;
                $pg
            }
            $crate::sql::store::Held::Pg(held) => {
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

impl Database {
    /// A unit of work under its own name, for what is not behind a port.
    pub(crate) async fn begin(&self) -> Result<SqlTx, StoreError> {
        let held = match &self.engine {
            Engine::Sqlite { writer, .. } => Held::Lite(writer.begin().await?),
            Engine::Postgres { writers, .. } => {
                // A task of its own: in sqlx 0.9.0 a `begin` that is dropped half way leaves a pooled
                // connection inside a transaction (sqlx issue 4393).
                let pool = writers.clone();
                let begun = tokio::spawn(async move { pool.begin().await });
                Held::Pg(
                    begun
                        .await
                        .map_err(|error| StoreError::Failed(Box::new(error)))?
                        .store_err()?,
                )
            }
        };
        Ok(SqlTx {
            held,
            wake: self.wake.clone(),
            commits: self.commits.clone(),
        })
    }

    /// A unit of work that only reads, under its own name.
    pub(crate) async fn begin_reading(&self) -> Result<SqlTx, StoreError> {
        let held = match &self.engine {
            Engine::Sqlite { readers, .. } => Held::LiteRead(readers.acquire().await?),
            Engine::Postgres { readers, .. } => Held::PgRead(readers.acquire().await.store_err()?),
        };
        Ok(SqlTx {
            held,
            wake: self.wake.clone(),
            commits: self.commits.clone(),
        })
    }

    /// Completes when something was committed since it was last asked: the relay's bell.
    pub(crate) async fn committed(&self) {
        self.wake.notified().await;
    }
}

#[async_trait]
impl Store for Database {
    async fn read(&self) -> Result<Box<dyn Tx>, StoreError> {
        Ok(Box::new(self.begin_reading().await?))
    }

    async fn write(&self) -> Result<Box<dyn Tx>, StoreError> {
        Ok(Box::new(self.begin().await?))
    }
}

impl SqlTx {
    /// The statement for this engine, of SQLite's and PostgreSQL's: for those that are bound alike.
    pub(super) const fn of_engine(&self, [lite, pg]: [&'static str; 2]) -> &'static str {
        match self.held {
            Held::LiteRead(_) | Held::Lite(_) => lite,
            Held::PgRead(_) | Held::Pg(_) => pg,
        }
    }

    /// As [`Tx::commit`].
    pub(crate) async fn finish(self) -> Result<(), StoreError> {
        match self.held {
            Held::Lite(unit) => unit.commit().await?,
            Held::Pg(transaction) => transaction.commit().await.store_err()?,
            Held::LiteRead(_) | Held::PgRead(_) => return Ok(()),
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        self.wake.notify_one();
        Ok(())
    }
}

#[async_trait]
impl Tx for SqlTx {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.finish().await
    }
}
