//! What operations share.

use kith_core::events::FeedKey;

use super::{paging::Cursors, rate_limits::RateLimits, session_cookie::SessionCookie};

/// Handed to every struct of operations. Cheap to clone.
#[derive(Clone)]
pub struct Shared {
    /// Writes the cookie that keeps a browser logged in.
    pub cookie: SessionCookie,
    /// Signs the cursors of lists.
    pub cursors: Cursors,
    /// Makes the private addresses of calendars.
    pub feeds: FeedKey,
    /// Counts what an account or a recipient may do only so often.
    pub limits: RateLimits,
}
