//! Refuses what comes too often from one address. What is counted is the operation that was found, not how its path
//! or method was spelled.

use std::sync::Arc;

use poem::{Endpoint, Request, Result, http::Method};

use super::{client::Client, operation, origin::is_safe};
use crate::http::rate_limits::{Action, RateLimits};

/// Counts requests to the API per client.
pub async fn apply<E: Endpoint>(
    limits: RateLimits,
    next: Arc<E>,
    request: Request,
) -> Result<E::Output> {
    if let Some(operation) = operation::of(&request) {
        let action = action_of(&operation.id, request.method());
        limits.check_client(action, Client::of(&request).address)?;
    }
    next.call(request).await
}

/// Operations that are not simply reads or writes.
pub const OWN_RATE: [(&str, Action); 14] = [
    ("accounts.register", Action::Register),
    ("accounts.log_in", Action::Login),
    ("accounts.change_password", Action::Login),
    ("accounts.reset_password", Action::Login),
    ("accounts.verify_email", Action::Login),
    ("accounts.forgot_password", Action::Mail),
    ("accounts.resend_verification", Action::Mail),
    ("accounts.change_email", Action::Mail),
    ("media.upload", Action::Upload),
    ("profiles.set_avatar", Action::Upload),
    ("profiles.set_cover", Action::Upload),
    ("groups.set_banner", Action::Upload),
    ("events.set_image", Action::Upload),
    ("accounts.password_strength", Action::Read),
];

/// Which rate an operation is under.
#[must_use]
pub fn action_of(operation: &str, method: &Method) -> Action {
    match OWN_RATE.iter().find(|(id, _)| *id == operation) {
        Some((_, action)) => *action,
        None if is_safe(method) => Action::Read,
        None => Action::Write,
    }
}
