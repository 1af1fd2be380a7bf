//! The HTTP layer: operations of the features, and what they have in common.
//!
//! A feature is a folder here with its operations (`mod.rs`), the shapes of its requests and answers (`dto.rs`), and the
//! one place that maps its errors (`errors.rs`). It is listed in [`Apis`] and built in `wire.rs`. `docs/api-design.md`
//! says how an operation is written.

pub mod auth;
pub mod body;
pub mod feeds;
pub mod health;
pub mod idempotency;
pub mod media;
pub mod middleware;
pub mod openapi;
pub mod paging;
pub mod posts;
pub mod problem;
pub mod profiles;
pub mod rate_limits;
pub mod schema;
pub mod session_cookie;
pub mod shared;
pub mod strict_json;
pub mod tags;
pub mod values;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt as _, Response, Route};
use poem_openapi::{OpenApi, OpenApiService};

use self::{
    auth::Gate,
    health::Health,
    middleware::{problems, request_id::RequestIds},
};

/// The path of everything described in `openapi.yaml`.
pub const PREFIX: &str = "/api/v1";

/// The operations of all features, nested by area. Only the types are needed for `openapi.yaml`; `wire.rs` makes the values.
pub type Apis = ((), (posts::PostsApi, feeds::FeedsApi, media::MediaApi));

/// What the HTTP layer itself works with.
pub struct Edge {
    /// Recognises members.
    pub gate: Gate,
    /// Names requests.
    pub request_ids: Arc<RequestIds>,
    /// Tells whether the server can work.
    pub health: Arc<dyn Health>,
}

/// Everything the server answers.
pub fn routes<T: OpenApi + 'static>(
    apis: T,
    edge: Edge,
) -> impl Endpoint<Output = Response> + 'static {
    let Edge {
        gate,
        request_ids,
        health,
    } = edge;
    Route::new()
        .nest(
            PREFIX,
            OpenApiService::new(apis, openapi::TITLE, openapi::VERSION).data(gate),
        )
        .at("/health/live", health::live())
        .at("/health/ready", health::ready(health))
        .around(problems::apply)
        .around(move |next, request| request_ids.clone().apply(next, request))
}
