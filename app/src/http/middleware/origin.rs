//! Changes are made by our own pages, or by programs, but not by other sites' pages in a member's browser.
//!
//! Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; a page cannot write either.
//! What carries neither does not come from a page. The cookie's `SameSite=Lax` is the second line.

use std::sync::Arc;

use poem::{
    Endpoint, Request, Result,
    http::{HeaderMap, HeaderValue, Method, header},
};

use crate::{config::PublicUrl, http::problem::ApiError};

/// Whether this method changes nothing.
#[must_use]
pub fn is_safe(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE
    )
}

/// Refuses requests for two hosts at once, of which a proxy may have believed the other one, and unsafe requests from
/// elsewhere with 403 `cross_origin`. Upgrades count as unsafe: a socket speaks both ways.
pub async fn apply<E: Endpoint>(
    site: Arc<PublicUrl>,
    next: Arc<E>,
    request: Request,
) -> Result<E::Output> {
    if request
        .headers()
        .get_all(header::HOST)
        .iter()
        .nth(1)
        .is_some()
    {
        let detail = "A request is for one host.";
        return Err(ApiError::malformed("malformed_request", detail).into());
    }
    let harmless = is_safe(request.method()) && !request.headers().contains_key(header::UPGRADE);
    if harmless || is_ours(request.headers(), &site) {
        return next.call(request).await;
    }
    let detail = "Changes can only be made from this site itself.";
    Err(ApiError::forbidden("cross_origin", detail).into())
}

fn is_ours(headers: &HeaderMap, site: &PublicUrl) -> bool {
    let origins: Vec<&[u8]> = headers
        .get_all(header::ORIGIN)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect();
    if origins.iter().any(|origin| *origin == b"null") || origins.len() > 1 {
        return false;
    }
    let mut sites = headers.get_all("sec-fetch-site").iter();
    match (
        sites.next().map(HeaderValue::as_bytes),
        sites.next(),
        origins.first(),
    ) {
        (Some(b"same-origin" | b"none"), None, _) | (None, _, None) => true,
        (Some(_), _, _) => false,
        (None, _, Some(origin)) => is_same_origin(origin, headers, site),
    }
}

fn is_same_origin(origin: &[u8], headers: &HeaderMap, site: &PublicUrl) -> bool {
    if origin == site.to_string().as_bytes() {
        return true;
    }
    let authority = origin
        .strip_prefix(b"http://")
        .or_else(|| origin.strip_prefix(b"https://"));
    let host = headers.get(header::HOST).map(HeaderValue::as_bytes);
    // A site with an https address is not changed by a page that somebody could have altered on the way.
    let downgraded = site.is_secure() && origin.starts_with(b"http://");
    authority.is_some() && authority == host && !downgraded
}

#[cfg(test)]
mod tests {
    use poem::http::HeaderName;

    use super::*;

    fn ours(headers: &[(&str, &[u8])]) -> bool {
        let map = headers.iter().map(|(name, value)| {
            (
                HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_bytes(value).unwrap(),
            )
        });
        is_ours(
            &map.collect::<HeaderMap>(),
            &"https://kith.example".parse().unwrap(),
        )
    }

    #[test]
    fn sec_fetch_site_decides_where_it_is_sent() {
        assert!(ours(&[("sec-fetch-site", b"same-origin")]));
        assert!(ours(&[("sec-fetch-site", b"none")]));
        assert!(ours(&[
            ("sec-fetch-site", b"same-origin"),
            ("origin", b"http://127.0.0.1:5173")
        ]));
        for elsewhere in [
            &b"cross-site"[..],
            b"same-site",
            b"",
            b"Same-Origin",
            b"\xff",
        ] {
            assert!(
                !ours(&[
                    ("sec-fetch-site", elsewhere),
                    ("origin", b"https://kith.example")
                ]),
                "{elsewhere:?}"
            );
        }
    }

    #[test]
    fn otherwise_the_origin_has_to_be_ours() {
        assert!(ours(&[
            ("origin", b"https://kith.example"),
            ("host", b"backend:8080")
        ]));
        assert!(ours(&[
            ("origin", b"https://other.name"),
            ("host", b"other.name")
        ]));
        for elsewhere in [
            &b"https://evil.example"[..],
            b"http://kith.example",
            b"https://kith.example.evil",
            b"kith.example",
            b"\xff",
            b"",
        ] {
            assert!(
                !ours(&[("origin", elsewhere), ("host", b"kith.example")]),
                "{elsewhere:?}"
            );
        }
    }

    #[test]
    fn null_is_nobody_and_programs_send_nothing() {
        assert!(!ours(&[("origin", b"null")]));
        assert!(!ours(&[
            ("origin", b"null"),
            ("sec-fetch-site", b"same-origin")
        ]));
        assert!(ours(&[("host", b"kith.example")]));
    }
}
