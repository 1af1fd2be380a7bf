//! What Kith's ports plug into.

pub mod clock;
pub mod ids;
pub mod sql;
