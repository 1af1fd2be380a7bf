//! What this feature needs from the outside.

use async_trait::async_trait;

/// What is stored of this feature, part of the unit of work.
#[async_trait]
pub trait AccountRepo: Send {}
