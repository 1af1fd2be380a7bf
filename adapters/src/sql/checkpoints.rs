//! Checkpoints on a connection of their own.

use sqlx::{ConnectOptions as _, Connection as _, Executor as _, SqliteConnection};

use super::pool::{Database, Engine};

/// Passive: it takes what no reader stands in the way of, and nobody waits for it.
const CHECKPOINT: &str = "pragma wal_checkpoint(passive)";

/// The connection that makes checkpoints.
pub(crate) struct Checkpoints(SqliteConnection);

impl Database {
    /// A connection for checkpoints; `None` on PostgreSQL, which looks after itself.
    pub(crate) async fn checkpoints(&self) -> Result<Option<Checkpoints>, sqlx::Error> {
        match &self.engine {
            Engine::Sqlite { options, .. } => {
                Ok(Some(Checkpoints(options.as_ref().connect().await?)))
            }
            Engine::Postgres { .. } => Ok(None),
        }
    }
}

impl Checkpoints {
    /// Brings the log's content into the database file.
    pub(crate) async fn make(&mut self) -> Result<(), sqlx::Error> {
        self.0.execute(CHECKPOINT).await.map(drop)
    }

    pub(crate) async fn close(self) {
        if let Err(error) = self.0.close().await {
            tracing::warn!(%error, "the connection for checkpoints did not close cleanly");
        }
    }
}
