//! What this feature needs from the outside.

use async_trait::async_trait;

/// Stored pictures, part of the unit of work.
#[async_trait]
pub trait MediaRepo: Send {}
