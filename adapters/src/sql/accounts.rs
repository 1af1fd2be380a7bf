//! Stored accounts.

use async_trait::async_trait;
use kith_core::accounts::AccountRepo;

use super::store::SqlTx;

#[async_trait]
impl AccountRepo for SqlTx {}
