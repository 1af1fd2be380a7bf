//! What every request passes through, from the outside in. The order matters, and is set in [`super::routes`]:
//!
//! 1. [`request_id`] names the request: every line of the log and every answer carries the name.
//! 2. [`client`] tells the client's address, which behind a trusted proxy is not the connection's.
//! 3. [`operation`] finds the operation of the document that the request is for.
//! 4. [`trace`] logs and counts. It sees the final status, so everything that may change it is further in.
//! 5. [`headers`] adds the security and cache headers, to errors too.
//! 6. [`compress`] makes large answers small.
//! 7. [`problems`] turns whatever fails further in into problem+json; a panic too.
//! 8. [`origin`] refuses changes that another site's page asks for.
//! 9. [`rate_limit`] refuses what comes too often.
//! 10. [`body_limit`] counts the bytes of the body, and the time they take.
//! 11. [`finish`] lets a change that has begun run to its end though the client goes away.
//! 12. [`project`] cuts the answer to the fields that were asked for.
//!
//! Each is a function of the next endpoint and the request.

pub mod body_limit;
pub mod client;
pub mod compress;
pub mod finish;
pub mod headers;
pub mod operation;
pub mod origin;
pub mod problems;
pub mod project;
pub mod rate_limit;
pub mod request_id;
pub mod trace;
