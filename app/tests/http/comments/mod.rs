//! Comments.

mod change;
mod given;
mod policy;
mod publish;
mod read;
