//! Where ids and randomness come from.

/// Makes 64-bit ids that grow with time: unique over all nodes, positive, and later calls give larger numbers.
/// Ordering by id is therefore ordering by creation, which every list relies on.
pub trait Ids: Send + Sync {
    /// The next id.
    fn next(&self) -> i64;
}

/// Unpredictable bytes, fit for tokens.
pub trait Random: Send + Sync {
    /// 32 fresh bytes (256 bits).
    fn bytes(&self) -> [u8; 32];
}
