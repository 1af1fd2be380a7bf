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

/// Which rate an operation is under.
#[must_use]
pub fn action_of(operation: &str, method: &Method) -> Action {
    match operation {
        "accounts.register" => Action::Register,
        "accounts.log_in"
        | "accounts.change_password"
        | "accounts.reset_password"
        | "accounts.verify_email" => Action::Login,
        "accounts.forgot_password" | "accounts.resend_verification" | "accounts.change_email" => {
            Action::Mail
        }
        "media.upload" | "profiles.set_avatar" | "profiles.set_cover" => Action::Upload,
        _ if is_safe(method) => Action::Read,
        _ => Action::Write,
    }
}
