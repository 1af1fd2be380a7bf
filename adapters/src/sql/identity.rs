//! Which database this is.

use kith_core::shared::store::StoreError;

use super::{
    error::StoreResult as _,
    pool::{Database, Engine},
};

const IDENTITY: &str = "select identity from store_identity";

impl Database {
    /// What tells this database from all others, for ever. Migrations are applied before.
    pub async fn identity(&self) -> Result<String, StoreError> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => sqlx::query_scalar(IDENTITY)
                .fetch_one(readers)
                .await
                .store_err(),
            Engine::Postgres { readers, .. } => sqlx::query_scalar(IDENTITY)
                .fetch_one(readers)
                .await
                .store_err(),
        }
    }
}
