//! Stored posts.

use async_trait::async_trait;
use kith_core::posts::PostRepo;

use super::store::SqlTx;

#[async_trait]
impl PostRepo for SqlTx {}
