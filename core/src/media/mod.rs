//! Uploaded pictures: what is accepted, what is made of it, who may have the bytes.

mod media;
mod ports;

pub use media::{Kind, Media, Purpose, Status, Variant, VariantName};
pub use ports::MediaRepo;
