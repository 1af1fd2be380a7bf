//! Stored media.

use async_trait::async_trait;
use kith_core::media::MediaRepo;

use super::store::SqlTx;

#[async_trait]
impl MediaRepo for SqlTx {}
