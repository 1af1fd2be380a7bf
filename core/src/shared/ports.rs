//! The ports that nearly every use case needs, handed down together.

use std::sync::Arc;

use super::{
    clock::Clock,
    ids::{Ids, Random},
    store::Store,
};

/// Storage, time, ids and randomness. Cheap to clone.
#[derive(Clone)]
pub struct Ports {
    /// Units of work.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// New secrets.
    pub random: Arc<dyn Random>,
}
