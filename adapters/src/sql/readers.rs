//! The connections that read from SQLite.
//!
//! A connection of sqlx has a thread of its own, and every statement goes over to it and back. sqlx's pool goes that
//! way once more whenever a connection is given back, to see whether it still lives, and starts a task for it; for a
//! request that reads one row that doubles the work. A file does not hang up, so this pool asks only after a statement
//! that nobody waited for. It gives out what came back last, which has the most in the processor's caches.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use kith_core::shared::store::StoreError;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::error::StoreResult as _;

/// How long somebody waits for a connection before they are turned away as [`StoreError::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);

/// The connections. Cheap to clone.
#[derive(Clone)]
pub(super) struct Readers(Arc<Pool>);

struct Pool {
    options: SqliteConnectOptions,
    most: u32,
    /// One permit for each connection that may be out.
    free: Arc<Semaphore>,
    idle: Mutex<Vec<SqliteConnection>>,
}

/// A connection that is out. Dropping it gives it back.
pub(super) struct Reader {
    /// `None` while it is on its way back.
    connection: Option<SqliteConnection>,
    /// Whether a statement was begun and has not been waited for.
    under_way: bool,
    permit: Option<OwnedSemaphorePermit>,
    readers: Readers,
}

impl Readers {
    /// At most `most` connections. The first is opened now, so that a wrong address is noticed.
    pub(super) async fn open(
        options: SqliteConnectOptions,
        most: u32,
    ) -> Result<Self, sqlx::Error> {
        let first = options.connect().await?;
        Ok(Self(Arc::new(Pool {
            options,
            most,
            free: Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(1))),
            idle: Mutex::new(vec![first]),
        })))
    }

    /// Waits for a connection.
    pub(super) async fn acquire(&self) -> Result<Reader, StoreError> {
        let permit = match self.0.free.clone().try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => timeout(PATIENCE, self.0.free.clone().acquire_owned())
                .await
                .map_err(|_| StoreError::Busy)?
                .map_err(|_| StoreError::Failed("the database is closed".into()))?,
        };
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.0.options.connect().await.store_err()?,
        };
        Ok(Reader {
            connection: Some(connection),
            under_way: false,
            permit: Some(permit),
            readers: self.clone(),
        })
    }

    /// Waits for what is out and closes every connection. Whoever asks for one later is refused.
    pub(super) async fn close(&self) {
        let all_back = self.0.free.acquire_many(self.0.most).await;
        self.0.free.close();
        drop(all_back);
        let idle = std::mem::take(&mut *self.idle());
        for connection in idle {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "a reading connection did not close cleanly");
            }
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reader {
    /// The connection, for one statement. See [`settle`](Self::settle).
    #[expect(
        clippy::expect_used,
        reason = "a reader holds its connection until it is dropped"
    )]
    pub(super) fn lend(&mut self) -> &mut SqliteConnection {
        self.under_way = true;
        self.connection
            .as_mut()
            .expect("a reader holds its connection")
    }

    /// The statement was waited for. A reader that is dropped before that may still be at work on its thread.
    pub(super) fn settle(&mut self) {
        self.under_way = false;
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let (Some(mut connection), Some(permit)) = (self.connection.take(), self.permit.take())
        else {
            return;
        };
        if !self.under_way {
            self.readers.idle().push(connection);
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let readers = self.readers.clone();
        runtime.spawn(async move {
            // Answers once what was begun has ended; then the next statement does not wait for it.
            if connection.ping().await.is_ok() {
                readers.idle().push(connection);
            }
            drop(permit);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use futures_util::FutureExt as _;

    use super::*;

    const SLOW: &str = "\
with recursive n (i) as (select 1 union all select i + 1 from n where i < 300000) select count(*) from n";

    async fn one() -> Readers {
        let options = SqliteConnectOptions::from_str("sqlite::memory:").unwrap();
        Readers::open(options, 1).await.unwrap()
    }

    #[tokio::test]
    async fn who_finds_none_waits_for_one_to_come_back() {
        let readers = one().await;
        let first = readers.acquire().await.unwrap();
        let mut second = Box::pin(readers.acquire());
        assert!(second.as_mut().now_or_never().is_none());
        drop(first);
        assert!(second.await.is_ok());
    }

    #[tokio::test]
    async fn a_connection_that_was_left_at_work_comes_back_when_the_work_has_ended() {
        let readers = one().await;
        let mut leaving = readers.acquire().await.unwrap();
        let mut statement = Box::pin(sqlx::query(SLOW).execute(leaving.lend()));
        assert!(statement.as_mut().now_or_never().is_none());
        drop(statement);
        drop(leaving);
        assert!(readers.idle().is_empty());
        let mut next = readers.acquire().await.unwrap();
        let answer: i64 = sqlx::query_scalar("select 1")
            .fetch_one(next.lend())
            .await
            .unwrap();
        next.settle();
        drop(next);
        assert_eq!((answer, readers.idle().len()), (1, 1));
    }

    #[tokio::test]
    async fn after_closing_there_is_none() {
        let readers = one().await;
        readers.close().await;
        assert!(matches!(
            readers.acquire().await,
            Err(StoreError::Failed(_))
        ));
    }
}
