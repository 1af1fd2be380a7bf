//! SQLite has one writer. Those who queue up for it share a commit, and so one fsync:
//!
//! 1. A unit of work takes the connection (a fair lock) and runs inside a savepoint of the group's transaction.
//! 2. Its commit releases the savepoint, gives the connection on, and **gets in line again**. Everyone who
//!    was waiting before it does their own unit first, inside the same transaction.
//! 3. Whoever gets the connection as a committer commits for all units released so far and tells each.
//!
//! Alone, a unit commits at once and pays nothing for this; with N waiting, N units share a commit. Nothing is acknowledged
//! before the commit that holds it. A unit that is dropped rolls its savepoint back; the others go on.
//! A failed commit fails all units that it held.

use std::{
    ops::{Deref, DerefMut},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use kith_core::shared::store::StoreError;
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, oneshot},
    time::timeout,
};

use super::error::store_error;

/// How long a unit of work waits for the writer before it is turned away as [`StoreError::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);

/// The one writing connection.
#[derive(Clone)]
pub(super) struct GroupWriter {
    line: Arc<Mutex<Writer>>,
    /// How many units wait in line to begin.
    coming: Arc<AtomicUsize>,
}

struct Writer {
    /// `None` once closed.
    connection: Option<SqliteConnection>,
    /// Whether the group's transaction is open.
    open: bool,
    /// Units that are released and wait for the commit.
    released: Vec<oneshot::Sender<Result<(), StoreError>>>,
}

/// A unit of work inside the group's transaction. Dropping it rolls it back.
pub(super) struct Unit {
    writer: Option<OwnedMutexGuard<Writer>>,
    line: GroupWriter,
}

impl GroupWriter {
    pub(super) fn new(connection: SqliteConnection) -> Self {
        Self {
            line: Arc::new(Mutex::new(Writer {
                connection: Some(connection),
                open: false,
                released: Vec::new(),
            })),
            coming: Arc::default(),
        }
    }

    /// Waits for the connection and starts a unit of work on it.
    pub(super) async fn begin(&self) -> Result<Unit, StoreError> {
        let line = self.clone();
        // A task of its own: a caller that goes away cannot leave the connection half way into a transaction.
        let starting = tokio::spawn(async move {
            line.coming.fetch_add(1, Ordering::Relaxed);
            let come = timeout(PATIENCE, line.line.clone().lock_owned()).await;
            line.coming.fetch_sub(1, Ordering::Relaxed);
            let mut writer = come.map_err(|_| StoreError::Busy)?;
            writer.start_unit().await?;
            Ok(Unit {
                writer: Some(writer),
                line,
            })
        });
        starting
            .await
            .map_err(|error| StoreError::Failed(Box::new(error)))?
    }

    /// Commits what is released and closes the connection. Later units fail.
    pub(super) async fn close(&self) {
        let mut writer = self.line.lock().await;
        writer.commit_group().await;
        if let Some(connection) = writer.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database did not close cleanly");
        }
    }
}

impl Unit {
    /// Ends the unit and returns when the commit that holds it is durable.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        let Some(mut writer) = self.writer.take() else {
            return Err(closed());
        };
        let line = self.line.clone();
        let committing = tokio::spawn(async move {
            let (tell, told) = oneshot::channel();
            if line.coming.load(Ordering::Relaxed) == 0 {
                // A commit releases the savepoint too. It fails when SQLite has ended the transaction by itself.
                writer.released.push(tell);
                writer.commit_group().await;
                return told.await.unwrap_or_else(|_| Err(closed()));
            }
            if let Err(error) = writer.run("release unit").await {
                // SQLite has ended the transaction by itself, and with it the units before.
                tracing::warn!(%error, "a unit was lost with its group");
                writer.fail_group().await;
                return Err(store_error(error));
            }
            writer.released.push(tell);
            drop(writer);
            line.line.lock().await.commit_group().await;
            told.await.unwrap_or_else(|_| Err(closed()))
        });
        committing
            .await
            .map_err(|error| StoreError::Failed(Box::new(error)))?
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        let (Some(mut writer), Ok(runtime)) = (self.writer.take(), Handle::try_current()) else {
            return;
        };
        runtime.spawn(async move { writer.roll_unit_back().await });
    }
}

impl Deref for Unit {
    type Target = SqliteConnection;

    #[expect(
        clippy::expect_used,
        reason = "a unit holds the connection until it ends, and ending consumes it"
    )]
    fn deref(&self) -> &SqliteConnection {
        self.writer
            .as_ref()
            .and_then(|writer| writer.connection.as_ref())
            .expect("a live unit holds the connection")
    }
}

impl DerefMut for Unit {
    #[expect(
        clippy::expect_used,
        reason = "a unit holds the connection until it ends, and ending consumes it"
    )]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.writer
            .as_mut()
            .and_then(|writer| writer.connection.as_mut())
            .expect("a live unit holds the connection")
    }
}

impl Writer {
    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let connection = self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        connection.execute(statement).await.map(drop)
    }

    async fn start_unit(&mut self) -> Result<(), StoreError> {
        if self.open && self.run("savepoint unit").await.is_ok() {
            return Ok(());
        }
        if self.open {
            // SQLite ended the transaction by itself, as it does when the disk is full.
            self.fail_group().await;
        }
        // Together: each is a way to the connection's thread and back.
        if let Err(error) = self.run("begin immediate; savepoint unit").await {
            // Fails when the first half did, which is just as well.
            let _rolled_back = self.run("rollback").await;
            return Err(store_error(error));
        }
        self.open = true;
        Ok(())
    }

    async fn roll_unit_back(&mut self) {
        let undone =
            self.run("rollback to unit").await.is_ok() && self.run("release unit").await.is_ok();
        if !undone || self.released.is_empty() {
            self.fail_group().await;
        }
    }

    /// Commits what is released; nothing to do when another committer was faster.
    async fn commit_group(&mut self) {
        if self.released.is_empty() {
            return;
        }
        metrics::histogram!("kith_sqlite_group_commit_units").record(as_f64(self.released.len()));
        if let Err(error) = self.run("commit").await {
            tracing::error!(%error, units = self.released.len(), "a group commit failed");
            let error = store_error(error);
            self.fail_group_with(|| match error {
                StoreError::Busy => StoreError::Busy,
                StoreError::Conflict | StoreError::Failed(_) => {
                    StoreError::Failed("the commit failed".into())
                }
            })
            .await;
            return;
        }
        self.open = false;
        for unit in self.released.drain(..) {
            // A caller that went away learns nothing; its work is committed all the same.
            let _gone = unit.send(Ok(()));
        }
    }

    /// Rolls the group's transaction back; every released unit learns that it was not committed.
    async fn fail_group(&mut self) {
        self.fail_group_with(|| StoreError::Failed("the transaction was rolled back".into()))
            .await;
    }

    async fn fail_group_with(&mut self, reason: impl Fn() -> StoreError) {
        // Fails when SQLite has already rolled back, which is just as well.
        let _rolled_back = self.run("rollback").await;
        self.open = false;
        for unit in self.released.drain(..) {
            let _gone = unit.send(Err(reason()));
        }
    }
}

fn closed() -> StoreError {
    StoreError::Failed("the database is closed".into())
}

#[expect(clippy::cast_precision_loss, reason = "a group never holds 2^52 units")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn writer() -> GroupWriter {
        let connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let writer = GroupWriter::new(connection);
        let mut unit = writer.begin().await.unwrap();
        unit.execute("create table notes (note)").await.unwrap();
        unit.commit().await.unwrap();
        writer
    }

    #[tokio::test]
    async fn a_transaction_that_ended_by_itself_takes_its_units_along_and_no_later_one() {
        let writer = writer().await;
        let mut lost = writer.begin().await.unwrap();
        lost.execute("insert into notes values (1)").await.unwrap();
        // What SQLite does by itself when the disk is full.
        lost.execute("rollback").await.unwrap();
        assert!(lost.commit().await.is_err());

        let mut next = writer.begin().await.unwrap();
        next.execute("insert into notes values (2)").await.unwrap();
        next.commit().await.unwrap();
        let mut reading = writer.begin().await.unwrap();
        let notes: Vec<i64> = sqlx::query_scalar("select note from notes")
            .fetch_all(&mut *reading)
            .await
            .unwrap();
        assert_eq!(notes, [2]);
    }
}
