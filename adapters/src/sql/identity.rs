//! Which database this is.

use kith_core::shared::store::StoreError;

use super::{error::StoreResult as _, pool::Database, store::on};

const IDENTITY: &str = "select identity from store_identity";

impl Database {
    /// What tells this database from all others, for ever. Migrations are applied before.
    pub async fn identity(&self) -> Result<String, StoreError> {
        let mut tx = self.begin_reading().await?;
        on!(tx, c => sqlx::query_scalar(IDENTITY).fetch_one(c).await).store_err()
    }
}
