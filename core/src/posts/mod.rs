//! Posts and who may see them.

mod ports;

pub use ports::PostRepo;
