//! Loading very much into an empty database: without a log, without waiting for the disk, and with the indexes whose
//! order is not that of the rows made at the end.

use std::path::{Path, PathBuf};

use kith_core::shared::store::StoreError;
use serde_json::Value;
use sqlx::{
    AssertSqlSafe,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use super::{
    error::StoreResult as _,
    pool::{Database, Engine, OpenError},
    store::on,
};

const INDEXES: &str = "\
select name, sql from sqlite_schema where type = 'index' and name in (select value from json_each($1))";
const HAS_MEMBERS: &str = "select 1 from users limit 1";
/// A few hundred rows of each index tell enough.
const ANALYZE_LITE: &str = "pragma analysis_limit = 400; analyze";
const ANALYZE_PG: &str = "analyze";

/// A database that is being filled. What is written is safe after [`end`](Self::end), not before: a loading that was
/// broken off is begun again with an empty database.
#[must_use = "the database is complete, and safe on disk, after `end`"]
pub struct Loading {
    database: Database,
    /// The indexes that are missing, as the migrations make them.
    deferred: Vec<String>,
    /// The file that is to reach the disk; none on PostgreSQL.
    file: Option<PathBuf>,
}

impl Database {
    /// Whether anybody has an account.
    pub async fn has_members(&self) -> Result<bool, StoreError> {
        let mut tx = self.begin_reading().await?;
        let found: Option<(i32,)> =
            on!(tx, c => sqlx::query_as(HAS_MEMBERS).fetch_optional(c).await).store_err()?;
        Ok(found.is_some())
    }

    /// Closes this database, which must hold nobody yet, and opens it to be filled, without these indexes. PostgreSQL
    /// stays as it is.
    pub async fn begin_loading(self, indexes: &[&str]) -> Result<Loading, StoreError> {
        let Engine::Sqlite { options, .. } = &self.engine else {
            return Ok(Loading {
                database: self,
                deferred: Vec::new(),
                file: None,
            });
        };
        let options = options.as_ref().clone();
        let file = options.get_filename().to_owned();
        self.close().await;
        let database = Self::open_with(for_loading(options)).await;
        let database = database.map_err(|error| match error {
            OpenError::Driver(error) => super::error::store_error(error),
            error @ OpenError::UnknownScheme => StoreError::Failed(Box::new(error)),
        })?;
        let deferred = database.drop_indexes(indexes).await?;
        Ok(Loading {
            database,
            deferred,
            file: Some(file),
        })
    }

    async fn drop_indexes(&self, names: &[&str]) -> Result<Vec<String>, StoreError> {
        let names = Value::from(names.to_vec()).to_string();
        let mut tx = self.begin().await?;
        let found: Vec<(String, String)> =
            on!(tx, c => sqlx::query_as(INDEXES).bind(&names).fetch_all(c).await).store_err()?;
        for (name, _) in &found {
            let drop_index = AssertSqlSafe(format!("drop index {name}"));
            on!(tx, c => sqlx::raw_sql(drop_index).execute(c).await.map(drop)).store_err()?;
        }
        tx.finish().await?;
        Ok(found.into_iter().map(|(_, made)| made).collect())
    }
}

impl Loading {
    /// The database, to be written to.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Makes the indexes that were left out. From here on lists can be read.
    pub async fn make_indexes(&mut self) -> Result<(), StoreError> {
        for statement in std::mem::take(&mut self.deferred) {
            let mut tx = self.database.begin().await?;
            on!(tx, c => sqlx::raw_sql(AssertSqlSafe(statement)).execute(c).await.map(drop))
                .store_err()?;
            tx.finish().await?;
        }
        Ok(())
    }

    /// Lets the optimiser count what there is, closes the database and waits until the disk has it.
    pub async fn end(mut self) -> Result<(), StoreError> {
        self.make_indexes().await?;
        let mut tx = self.database.begin().await?;
        on!(tx, c =>
            lite sqlx::raw_sql(ANALYZE_LITE).execute(c).await.map(drop),
            pg sqlx::raw_sql(ANALYZE_PG).execute(c).await.map(drop))
        .store_err()?;
        tx.finish().await?;
        self.database.close().await;
        match self.file {
            Some(file) => flush(&file).map_err(|error| StoreError::Failed(Box::new(error))),
            None => Ok(()),
        }
    }
}

/// In the order of the rows a page of the file is written once: with a rollback journal in memory, which holds next to
/// nothing, for a log would be written and read beside it.
fn for_loading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(false)
        .pragma("cache_size", "-512000")
        .pragma("temp_store", "file") // an index of tens of millions of rows is not sorted in memory
        .pragma("threads", "2")
}

/// Which file descriptor asks does not matter to the kernel.
fn flush(file: &Path) -> std::io::Result<()> {
    std::fs::File::open(file)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = "select name, sql from sqlite_schema where type = 'index' order by name";

    async fn indexes(database: &Database) -> Vec<(String, Option<String>)> {
        let mut tx = database.begin_reading().await.unwrap();
        on!(tx, c => sqlx::query_as(SCHEMA).fetch_all(c).await).unwrap()
    }

    async fn journal(database: &Database) -> String {
        let mut tx = database.begin_reading().await.unwrap();
        on!(tx, c => sqlx::query_scalar("pragma journal_mode").fetch_one(c).await).unwrap()
    }

    #[tokio::test]
    async fn a_database_that_was_loaded_is_as_if_it_had_not_been() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kith.db");
        let database = Database::open_file(&file).await.unwrap();
        database.migrate_up().await.unwrap();
        assert!(!database.has_members().await.unwrap());
        let before = indexes(&database).await;

        let loading = database.begin_loading(&["posts_by_author"]).await.unwrap();
        assert_eq!(indexes(loading.database()).await.len(), before.len() - 1);
        assert_eq!(journal(loading.database()).await, "memory");
        loading.end().await.unwrap();

        let database = Database::open_file(&file).await.unwrap();
        assert_eq!(indexes(&database).await, before);
        assert_eq!(journal(&database).await, "wal");
        database.close().await;
    }
}
