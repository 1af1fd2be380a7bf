//! Loading very much into an empty database: rows by the thousand in one statement, indexes afterwards.

use kith_core::shared::store::StoreError;
use serde_json::Value;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, SqliteConnection};

use super::{
    error::StoreResult as _,
    pool::{Database, Engine},
};

const INDEXES: &str = "\
select name, sql from sqlite_schema where type = 'index' and sql is not null and tbl_name in (select value from json_each($1))";

/// Indexes that were taken away for a while. SQLite keeps an index in order with every row, which takes ever longer
/// the larger it is; made at the end, from sorted rows, it costs a fraction.
#[derive(Debug, Default)]
#[must_use = "without its indexes a database answers nothing in time"]
pub struct DeferredIndexes(Vec<String>);

impl Database {
    /// Takes the indexes of these tables away, until [`Database::restore_indexes`]. Nothing happens on PostgreSQL.
    pub async fn defer_indexes(&self, tables: &[&str]) -> Result<DeferredIndexes, StoreError> {
        let Some(mut aside) = self.aside().await? else {
            return Ok(DeferredIndexes::default());
        };
        let tables = Value::from(tables.to_vec()).to_string();
        let found: Vec<(String, String)> = sqlx::query_as(INDEXES)
            .bind(tables)
            .fetch_all(&mut aside)
            .await
            .store_err()?;
        for (name, _) in &found {
            let drop = AssertSqlSafe(format!("drop index {name}"));
            aside.execute(drop).await.store_err()?;
        }
        aside.close().await.store_err()?;
        Ok(DeferredIndexes(
            found.into_iter().map(|(_, statement)| statement).collect(),
        ))
    }

    /// Makes them again, as the migrations have them.
    pub async fn restore_indexes(&self, deferred: DeferredIndexes) -> Result<(), StoreError> {
        let Some(mut aside) = self.aside().await? else {
            return Ok(());
        };
        for statement in deferred.0 {
            aside.execute(AssertSqlSafe(statement)).await.store_err()?;
        }
        aside.close().await.store_err()
    }

    /// A connection to SQLite that sorts in files: an index of tens of millions of rows does not fit into memory.
    async fn aside(&self) -> Result<Option<SqliteConnection>, StoreError> {
        let Engine::Sqlite { options, .. } = &self.engine else {
            return Ok(None);
        };
        let options = options.as_ref().clone();
        let options = options
            .pragma("temp_store", "file")
            .pragma("cache_size", "-128000");
        options.connect().await.store_err().map(Some)
    }
}
