//! Repeating a creating request safely: the client's key is written in the transaction of its effect,
//! so a repeat, also after a crash between commit and answer, finds what was made.

use async_trait::async_trait;

use super::{clock::Timestamp, id::UserId, store::StoreError};

/// A client's `Idempotency-Key` and what it was sent with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The operation, so that one key may serve two routes.
    pub operation: &'static str,
    /// The key as sent: 1 to 64 visible ASCII characters.
    pub key: String,
    /// SHA-256 of the request, to tell a repeat from another request under the same key.
    pub fingerprint: [u8; 32],
}

/// What claiming a key found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// First seen now; the effect belongs to this transaction.
    Fresh,
    /// The same request has been carried out and made the thing with this id.
    Done(i64),
    /// The key was used with another request.
    Mismatch,
}

/// Remembered keys, part of the unit of work.
#[async_trait]
pub trait IdempotencyRepo: Send {
    /// Claims `key` of `user` for the thing with id `made`. Of two concurrent claims one waits for the other.
    async fn claim_key(
        &mut self,
        user: UserId,
        key: &IdempotencyKey,
        made: i64,
        now: Timestamp,
    ) -> Result<Claim, StoreError>;

    /// Forgets keys claimed before `before`; gives how many.
    async fn forget_keys(&mut self, before: Timestamp) -> Result<u64, StoreError>;
}
