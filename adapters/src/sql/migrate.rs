//! Migrations: compiled in, numbered, up and down.

use std::collections::BTreeMap;

use kith_core::shared::store::StoreError;
use sqlx::{
    ConnectOptions as _,
    migrate::{MigrateError as SqlxError, Migrator},
};

use super::{
    jobs,
    pool::{Database, Engine},
    store::on,
};

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// Why the schema could not be brought where it should be.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database was migrated by a newer version of Kith.
    #[error(
        "the database has migration {0:04}, which this version of Kith does not know: use the newer version"
    )]
    NewerSchema(i64),
    /// An applied migration differs from the one in this version.
    #[error("migration {0:04} was applied in another form than this version has it")]
    Changed(i64),
    /// A migration was interrupted half way, which only an engine without transactional DDL can leave.
    #[error("migration {0:04} was interrupted; restore from a backup")]
    Interrupted(i64),
    /// The database said no.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
    /// Nobody could ask it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Anything else.
    #[error("{0}")]
    Other(SqlxError),
}

impl From<SqlxError> for MigrateError {
    fn from(error: SqlxError) -> Self {
        match error {
            SqlxError::VersionMissing(version) => Self::NewerSchema(version),
            SqlxError::VersionMismatch(version) => Self::Changed(version),
            SqlxError::Dirty(version) => Self::Interrupted(version),
            SqlxError::Execute(error) => Self::Database(error),
            other => Self::Other(other),
        }
    }
}

/// One migration and whether the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// Its number.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Whether the database has it.
    pub applied: bool,
}

impl Database {
    /// Applies what is missing. A database that a newer version has migrated is refused.
    pub async fn migrate_up(&self) -> Result<(), MigrateError> {
        match &self.engine {
            Engine::Sqlite { options, .. } => {
                let mut connection = options.connect().await?;
                SQLITE.run(&mut connection).await?;
                jobs::prepare_sqlite(&mut connection).await?;
            }
            Engine::Postgres { writers, .. } => {
                POSTGRES.run(writers).await?;
                jobs::prepare_postgres(writers).await?;
            }
        }
        Ok(())
    }

    /// Takes the newest `steps` migrations back, newest first; gives how many there were to take back.
    pub async fn migrate_down(&self, steps: usize) -> Result<usize, MigrateError> {
        let applied: Vec<i64> = self
            .migrations()
            .await?
            .into_iter()
            .filter(|m| m.applied)
            .map(|m| m.version)
            .collect();
        let staying = applied.len().saturating_sub(steps);
        let target = staying
            .checked_sub(1)
            .and_then(|last| applied.get(last))
            .copied()
            .unwrap_or(0);
        match &self.engine {
            Engine::Sqlite { options, .. } => {
                SQLITE.undo(&mut options.connect().await?, target).await?;
            }
            Engine::Postgres { writers, .. } => POSTGRES.undo(writers, target).await?,
        }
        Ok(applied.len() - staying)
    }

    /// Every migration of this version and of the database, in order.
    pub async fn migrations(&self) -> Result<Vec<Migration>, MigrateError> {
        let migrator = match self.engine {
            Engine::Sqlite { .. } => &SQLITE,
            Engine::Postgres { .. } => &POSTGRES,
        };
        let mut all: BTreeMap<i64, Migration> = migrator
            .iter()
            .filter(|m| m.migration_type.is_up_migration())
            .map(|m| {
                (
                    m.version,
                    Migration {
                        version: m.version,
                        name: m.description.to_string(),
                        applied: false,
                    },
                )
            })
            .collect();
        for (version, name) in self.applied().await? {
            all.entry(version)
                .or_insert(Migration {
                    version,
                    name,
                    applied: true,
                })
                .applied = true;
        }
        Ok(all.into_values().collect())
    }

    async fn applied(&self) -> Result<Vec<(i64, String)>, MigrateError> {
        const LIST: &str =
            "select version, description from _sqlx_migrations where success order by version";
        const SQLITE_KNOWS: &str =
            "select count(*) from sqlite_master where name = '_sqlx_migrations'";
        const POSTGRES_KNOWS: &str = "\
select count(*) from pg_tables where tablename = '_sqlx_migrations' and schemaname = current_schema()";
        let mut tx = self.begin_reading().await?;
        let known: i64 = on!(tx, c =>
            lite sqlx::query_scalar(SQLITE_KNOWS).fetch_one(c).await,
            pg sqlx::query_scalar(POSTGRES_KNOWS).fetch_one(c).await)?;
        if known == 0 {
            return Ok(Vec::new());
        }
        Ok(on!(tx, c => sqlx::query_as(LIST).fetch_all(c).await)?)
    }
}
