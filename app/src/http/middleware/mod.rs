//! What every request passes through, from the outside in:
//!
//! 1. [`request_id`] names the request.
//! 2. [`problems`] turns whatever fails further in into problem+json; a panic too.

pub mod problems;
pub mod request_id;
