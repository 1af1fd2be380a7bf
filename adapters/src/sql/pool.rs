//! Opening a database by its address.

use std::{
    num::NonZeroUsize,
    path::Path,
    str::FromStr as _,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use kith_core::shared::store::StoreError;
use sqlx::{
    ConnectOptions as _, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::sync::Notify;

use super::{error::StoreResult as _, group_commit::GroupWriter, readers::Readers, store::on};

/// Connections that only read, besides the one that writes.
const SQLITE_READERS: u32 = 8;
const POSTGRES_READERS: u32 = 16;
const POSTGRES_WRITERS: u32 = 16;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How much of the file is looked at in place instead of being copied into the cache of each connection: all that SQLite
/// can map.
const MAPPED: &str = "2147418112";
/// Pages of 4 KiB in the log, 64 MiB of it, beyond which the writer makes a checkpoint itself.
const LARGEST_LOG: &str = "16384";

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither `sqlite:` nor `postgres:`.
    #[error("a database address starts with sqlite: or postgres:")]
    UnknownScheme,
    /// The driver said no.
    #[error("{0}")]
    Driver(#[from] sqlx::Error),
}

/// An open database: a [`Store`](kith_core::shared::store::Store) on either engine. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    pub(super) engine: Engine,
    /// Rung by every commit.
    pub(super) wake: Arc<Notify>,
    /// Counted by every commit.
    pub(super) commits: Arc<AtomicU64>,
}

#[derive(Clone)]
pub(super) enum Engine {
    Sqlite {
        readers: Readers,
        writer: GroupWriter,
        options: Arc<SqliteConnectOptions>,
    },
    Postgres {
        readers: PgPool,
        writers: PgPool,
    },
}

impl Database {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…`. Migrations are not applied here.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let engine = if url.starts_with("sqlite:") {
            open_sqlite(SqliteConnectOptions::from_str(url)?).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            open_postgres(PgConnectOptions::from_str(url)?).await?
        } else {
            return Err(OpenError::UnknownScheme);
        };
        Ok(Self::new(engine))
    }

    /// Opens the SQLite database in the file `path`, made when missing.
    pub async fn open_file(path: &Path) -> Result<Self, OpenError> {
        let engine = open_sqlite(SqliteConnectOptions::new().filename(path)).await?;
        Ok(Self::new(engine))
    }

    /// Opens SQLite with these options, which [`Engine::Sqlite`] had given them.
    pub(super) async fn open_with(options: SqliteConnectOptions) -> Result<Self, OpenError> {
        Ok(Self::new(connect_sqlite(options).await?))
    }

    fn new(engine: Engine) -> Self {
        Self {
            engine,
            wake: Arc::new(Notify::new()),
            commits: Arc::default(),
        }
    }

    /// How often this node has committed.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Whether one unit of work writes at a time, and all others wait for it.
    pub(crate) fn has_one_writer(&self) -> bool {
        matches!(self.engine, Engine::Sqlite { .. })
    }

    /// A line for the log: the engine and what it promises.
    #[must_use]
    pub fn description(&self) -> &'static str {
        match self.engine {
            Engine::Sqlite { .. } => {
                "SQLite (WAL, synchronous=FULL: what is acknowledged survives a power failure)"
            }
            Engine::Postgres { .. } => "PostgreSQL (durability as its synchronous_commit says)",
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut tx = self.begin_reading().await?;
        on!(tx, c => sqlx::query("select 1").execute(c).await.map(drop)).store_err()
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite {
                readers, writer, ..
            } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres { readers, writers } => {
                readers.close().await;
                writers.close().await;
            }
        }
    }
}

async fn open_sqlite(options: SqliteConnectOptions) -> Result<Engine, sqlx::Error> {
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .pragma("cache_size", "-16000")
        .pragma("mmap_size", MAPPED)
        .pragma("temp_store", "memory")
        .pragma("wal_autocheckpoint", LARGEST_LOG)
        .optimize_on_close(true, 400)
        .statement_cache_capacity(256);
    connect_sqlite(options).await
}

async fn connect_sqlite(options: SqliteConnectOptions) -> Result<Engine, sqlx::Error> {
    // The writer comes first: it makes the file, which a read-only connection cannot.
    let writer = GroupWriter::new(options.clone().connect().await?);
    // What the optimiser learns when a connection closes is written down: the writer does that.
    let read_only = options
        .clone()
        .read_only(true)
        .optimize_on_close(false, None);
    let readers = Readers::open(read_only, readers_for_this_machine()).await?;
    Ok(Engine::Sqlite {
        readers,
        writer,
        options: Arc::new(options),
    })
}

fn readers_for_this_machine() -> u32 {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    u32::try_from(cores * 4)
        .unwrap_or(SQLITE_READERS)
        .min(SQLITE_READERS)
}

async fn open_postgres(options: PgConnectOptions) -> Result<Engine, sqlx::Error> {
    let options = options.statement_cache_capacity(256);
    let pool = |most| {
        PgPoolOptions::new()
            .max_connections(most)
            .test_before_acquire(false)
            .acquire_timeout(BUSY_TIMEOUT)
    };
    let writers = pool(POSTGRES_WRITERS).connect_with(options.clone()).await?;
    // The server itself refuses to write here, as SQLite does.
    let read_only = options.options([("default_transaction_read_only", "on")]);
    let readers = pool(POSTGRES_READERS).connect_with(read_only).await?;
    Ok(Engine::Postgres { readers, writers })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `.cargo/config.toml` says why.
    #[tokio::test]
    async fn sqlite_is_compiled_to_plan_a_statement_once_and_to_share_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open_file(&folder.path().join("kith.db"))
            .await
            .unwrap();
        let mut tx = database.begin_reading().await.unwrap();
        let options: Vec<String> = on!(tx, c =>
            lite sqlx::query_scalar("pragma compile_options").fetch_all(c).await,
            pg panic!("{:?}", c))
        .unwrap();
        let has = |option: &str| options.iter().any(|one| one == option);
        assert!(has("ENABLE_QPSG"), "{options:?}");
        assert!(has("DEFAULT_MEMSTATUS=0"), "{options:?}");
        assert!(!has("ENABLE_MEMORY_MANAGEMENT"), "{options:?}");
    }

    /// SQLite cuts what is asked for to what it was compiled for, and says nothing of it.
    #[tokio::test]
    async fn sqlite_maps_as_much_as_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open_file(&folder.path().join("kith.db"))
            .await
            .unwrap();
        let mut tx = database.begin_reading().await.unwrap();
        let mapped: i64 = on!(tx, c =>
            lite sqlx::query_scalar("pragma mmap_size").fetch_one(c).await,
            pg panic!("{:?}", c))
        .unwrap();
        assert_eq!(mapped.to_string(), MAPPED);
    }
}
