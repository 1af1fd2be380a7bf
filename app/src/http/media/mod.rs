//! How pictures appear in answers.

mod dto;

pub use dto::{MediaDto, avatar_url};
