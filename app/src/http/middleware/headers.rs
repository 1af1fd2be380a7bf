//! Headers that every answer carries, errors too, unless the answer has its own.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse as _, Request, Response, Result,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};

use super::client::Client;

/// What is not a page may load nothing and be framed by nobody. Pages and media bring a policy of their own.
const NO_CONTENT: &str = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const ONE_YEAR_HTTPS: &str = "max-age=31536000";

const ALWAYS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CONTENT_SECURITY_POLICY, NO_CONTENT),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Adds the headers. `secure`: the site's own address is https.
pub async fn apply<E: Endpoint>(secure: bool, next: Arc<E>, request: Request) -> Result<Response> {
    let by_https = secure || Client::of(&request).secure;
    let mut response = next.call(request).await?.into_response();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    // Over plain http browsers have to ignore it and servers must not send it (RFC 6797, 7.2).
    if by_https {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(ONE_YEAR_HTTPS),
        );
    }
    keep_out_of_caches(headers);
    Ok(response)
}

/// What says nothing about caching is for the one who asked, now: shared caches and the back button must not show it.
fn keep_out_of_caches(headers: &mut HeaderMap) {
    if headers.contains_key(header::CACHE_CONTROL) {
        return;
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("cookie"));
}
