//! One span and one line of the log per request, and the figures for monitoring.
//!
//! The span carries the operation's id, the method, the path's template (a path itself may hold what somebody typed), the
//! request's id and the client's address. Bodies, queries, cookies and other headers are never logged.

use std::sync::Arc;

use poem::{Endpoint, IntoResponse as _, Request, Response, Result};
use tokio::time::Instant;
use tracing::{Instrument as _, Span, field::Empty, info_span};

use super::{client::Client, operation, request_id};

/// Requests by operation and status.
pub const REQUESTS: &str = "kith_http_requests_total";
/// Seconds until the head of the answer, by operation.
pub const LATENCY: &str = "kith_http_request_duration_seconds";

/// Logs and counts the request.
pub async fn apply<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let start = Instant::now();
    let operation = operation::of(&request).cloned();
    let name = operation
        .as_ref()
        .map_or("other", |operation| operation.id.as_str())
        .to_owned();
    let span = span(
        &request,
        &name,
        operation.as_ref().map(|operation| operation.path.as_str()),
    );
    let answer = next.call(request).instrument(span.clone()).await;
    let response = answer?.into_response();
    let status = response.status().as_u16();
    span.in_scope(|| {
        let ms = start.elapsed().as_millis();
        match (operation.is_some(), status) {
            (_, 500..) => tracing::error!(status, ms, "failed"),
            (_, 401 | 403 | 429) | (true, _) => tracing::info!(status, ms, "answered"),
            (false, _) => tracing::debug!(status, ms, "answered"),
        }
    });
    metrics::counter!(REQUESTS, "operation" => name.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!(LATENCY, "operation" => name).record(start.elapsed().as_secs_f64());
    Ok(response)
}

fn span(request: &Request, operation: &str, path: Option<&str>) -> Span {
    let span = info_span!("request", operation, method = %request.method(), path = Empty, id = Empty, client = %Client::of(request).address);
    if let Some(path) = path {
        span.record("path", path);
    }
    if let Some(id) = request_id::current() {
        span.record("id", tracing::field::display(id));
    }
    span
}
