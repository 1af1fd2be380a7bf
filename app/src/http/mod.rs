//! The HTTP layer: operations of the features, and what they have in common.
//!
//! A feature is a folder here with its operations (`mod.rs`), the shapes of its requests and answers (`dto.rs`), and the
//! one place that maps its errors (`errors.rs`). It is listed in [`Apis`] and built in `wire.rs`. `docs/api-design.md`
//! says how an operation is written.

pub mod accounts;
pub mod audiences;
pub mod auth;
pub mod body;
pub mod bookmarks;
pub mod comments;
pub mod csp;
pub mod docs;
pub mod done;
pub mod events;
pub mod feeds;
pub mod groups;
pub mod health;
pub mod idempotency;
pub mod media;
pub mod middleware;
pub mod openapi;
pub mod operations;
pub mod paging;
pub mod polls;
pub mod posts;
pub mod previews;
pub mod problem;
pub mod profiles;
pub mod projection;
pub mod rate_limits;
pub mod reactions;
pub mod relations;
pub mod schema;
pub mod search;
pub mod session_cookie;
pub mod shared;
pub mod strict_json;
pub mod tags;
pub mod values;
pub mod written;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt as _, Response, Route};
use poem_openapi::{OpenApi, OpenApiService};

use self::{
    auth::Gate,
    health::Health,
    middleware::{
        body_limit::BodyLimits, client, compress, finish::Unfinished, headers, operation, origin,
        problems, project, rate_limit, request_id::RequestIds, trace,
    },
    operations::Operations,
    rate_limits::RateLimits,
};
use crate::{
    config::{Networks, PublicUrl},
    static_ui::StaticUi,
};

/// The path of everything described in `openapi.yaml`.
pub const PREFIX: &str = "/api/v1";

/// The operations of all features, nested by area. Only the types are needed for `openapi.yaml`; `wire.rs` makes the values.
pub type Apis = (
    AccountApis,
    (
        profiles::ProfilesApi,
        posts::PostsApi,
        comments::CommentsApi,
        reactions::ReactionsApi,
        polls::PollsApi,
        previews::PreviewsApi,
        audiences::AudiencesApi,
        bookmarks::BookmarksApi,
        feeds::FeedsApi,
        media::MediaApi,
        relations::RelationsApi,
        relations::PeopleApi,
        relations::SuggestionsApi,
        search::SearchApi,
        tags::TagsApi,
    ),
    (
        groups::GroupsApi,
        groups::MembershipsApi,
        groups::GroupMembersApi,
        events::EventsApi,
        events::EventResponsesApi,
        events::CalendarsApi,
    ),
);

/// The operations of accounts.
pub type AccountApis = (
    accounts::SessionsApi,
    accounts::CredentialsApi,
    accounts::SiteApi,
);

/// What the HTTP layer itself works with.
pub struct Edge {
    /// Recognises members.
    pub gate: Gate,
    /// Names requests.
    pub request_ids: Arc<RequestIds>,
    /// Tells whether the server can work.
    pub health: Arc<dyn Health>,
    /// How the site is reached.
    pub site: PublicUrl,
    /// Proxies that are believed.
    pub trusted_proxies: Networks,
    /// How often things may be done.
    pub limits: RateLimits,
    /// How large and how slow bodies may be.
    pub bodies: BodyLimits,
    /// Changes under way.
    pub unfinished: Unfinished,
    /// Whether the reference is served.
    pub docs: bool,
    /// The pages.
    pub ui: StaticUi,
}

/// Everything the server answers. The order of the layers is explained in [`middleware`]; the last one here is the
/// outermost.
pub fn routes<T: OpenApi + 'static>(
    apis: T,
    edge: Edge,
) -> Result<impl Endpoint<Output = Response> + 'static, String> {
    let document = openapi::document::<T>()?;
    let operations = Arc::new(Operations::read(&document, PREFIX));
    let (known, found, answered) = (operations.clone(), operations.clone(), operations);
    let api = OpenApiService::new(apis, openapi::TITLE, openapi::VERSION)
        .data(edge.gate)
        .around(move |next, request| project::apply(answered.clone(), next, request))
        .around(move |next, request| operation::require(known.clone(), next, request));
    let mut routes = Route::new()
        .nest(PREFIX, api)
        .at("/health/live", health::live())
        .at("/health/ready", health::ready(edge.health));
    if edge.docs {
        routes = routes
            .at("/docs", docs::page(&document))
            .at("/openapi.yaml", docs::yaml(openapi::yaml(&document)?));
    }
    let (unfinished, bodies, limits, ids) =
        (edge.unfinished, edge.bodies, edge.limits, edge.request_ids);
    let (secure, site, trusted) = (
        edge.site.is_secure(),
        Arc::new(edge.site),
        Arc::new(edge.trusted_proxies),
    );
    Ok(routes
        .nest_no_strip("/", edge.ui)
        .around(move |next, request| unfinished.clone().apply(next, request))
        .around(move |next, request| bodies.apply(next, request))
        .around(move |next, request| rate_limit::apply(limits.clone(), next, request))
        .around(move |next, request| origin::apply(site.clone(), next, request))
        .around(problems::apply)
        // One future around another around another is more than the compiler lays out; a box is a seam.
        .boxed()
        .around(compress::apply)
        .around(move |next, request| headers::apply(secure, next, request))
        .around(trace::apply)
        .around(move |next, request| operation::mark(found.clone(), next, request))
        .around(move |next, request| client::apply(trusted.clone(), next, request))
        .around(move |next, request| ids.clone().apply(next, request))
        .boxed())
}
