//! What this feature needs from the outside.

use async_trait::async_trait;

use super::LiveEvent;
use crate::shared::{clock::Timestamp, id::UserId, store::StoreError};

/// The logs of live events, one for each member, part of the unit of work.
#[async_trait]
pub trait LiveLogRepo: Send {
    /// Writes `event` into the logs of `members`, each under the next number of that log. Who was not connected for
    /// longer than logs are kept ([`KEPT`](super::KEPT)) has no log: there is nothing to resume. A member who is named
    /// twice is told once. The logs are locked until the transaction ends, in the order of the members: it is the last
    /// thing that a transaction does before its events and its commit.
    async fn tell_live(
        &mut self,
        members: &[UserId],
        event: &LiveEvent,
        now: Timestamp,
    ) -> Result<(), StoreError>;
}
