//! The browser or program at the other end.

use kith_core::accounts::Client;
use poem::{Request, http::header};

use crate::http::middleware::client;

/// What the list of sessions tells of the client of `request`.
pub(super) fn client_of(request: &Request) -> Client {
    let user_agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    Client {
        user_agent: user_agent.unwrap_or_default().to_owned(),
        ip: client::Client::of(request).address.to_string(),
    }
}
