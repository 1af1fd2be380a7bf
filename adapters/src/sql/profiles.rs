//! Stored profiles.

use async_trait::async_trait;
use kith_core::profiles::ProfileRepo;

use super::store::SqlTx;

#[async_trait]
impl ProfileRepo for SqlTx {}
