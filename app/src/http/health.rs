//! `/health/live` and `/health/ready`, for whoever restarts and balances.

use std::sync::Arc;

use async_trait::async_trait;
use poem::{
    Endpoint, Request, Response, Result, RouteMethod, endpoint::make, get, http::StatusCode,
};
use serde_json::json;

/// Tells whether the server can do its work.
#[async_trait]
pub trait Health: Send + Sync {
    /// `Err` says, for the log, what is missing.
    async fn check(&self) -> Result<(), String>;
}

/// The process answers.
#[must_use]
pub fn live() -> RouteMethod {
    get(make(|_: Request| async {
        Ok::<_, poem::Error>(answer(StatusCode::OK, "live"))
    }))
}

/// Storage answers and its schema is current; 503 otherwise.
pub fn ready(health: Arc<dyn Health>) -> RouteMethod {
    get(ready_endpoint(health))
}

fn ready_endpoint(health: Arc<dyn Health>) -> impl Endpoint<Output = Response> + 'static {
    make(move |_: Request| {
        let health = health.clone();
        async move {
            Ok::<_, poem::Error>(match health.check().await {
                Ok(()) => answer(StatusCode::OK, "ready"),
                Err(reason) => {
                    tracing::warn!(reason, "not ready");
                    answer(StatusCode::SERVICE_UNAVAILABLE, "not_ready")
                }
            })
        }
    })
}

fn answer(status: StatusCode, word: &str) -> Response {
    let body = json!({ "status": word }).to_string();
    let response = Response::from((status, body));
    response.set_content_type("application/json")
}
