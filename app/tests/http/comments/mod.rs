//! Comments.

mod change;
mod given;
mod mentions;
mod policy;
mod publish;
mod read;
