//! The built user interface, carried inside the binary.
//!
//! Names under `/_app/immutable/` contain a hash of their content and are kept by browsers for a year; everything else
//! is asked for again each time, and answered with 304 while it is the same. Every address that is no file is a page of
//! the application, which decides in the browser what to show.

use std::borrow::Cow;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use poem::{
    Body, Endpoint, IntoResponse as _, Request, Response, Result,
    error::{MethodNotAllowedError, NotFoundError},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    web::CompressionAlgo,
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::http::{csp, middleware::compress::accepted};

const FALLBACK: &str = "200.html";
const IMMUTABLE: &str = "_app/immutable/";
const MISSING: &str = "Kith serves its API here, described at /docs. The pages are not part of this build: \
    build them (npm --prefix ui ci && npm --prefix ui run build), then the server again.\n";

/// What `ui/build` held when this binary was built; empty when it was not there.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../ui/build"]
#[allow_missing = true]
pub struct BuiltUi;

/// Serves a built user interface.
pub struct StaticUi {
    get: fn(&str) -> Option<EmbeddedFile>,
    policy: HeaderValue,
    is_built: bool,
}

impl StaticUi {
    /// Serves the files of `F`. The content security policy is worked out from its pages.
    #[must_use]
    pub fn new<F: RustEmbed>() -> Self {
        let pages: Vec<String> = F::iter()
            .filter(|name| name.ends_with(".html"))
            .filter_map(|name| F::get(&name))
            .map(|file| text(&file))
            .collect();
        let policy = csp::policy(pages.iter().map(String::as_str));
        let policy = HeaderValue::from_str(&policy)
            .unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Self {
            get: F::get,
            policy,
            is_built: F::get(FALLBACK).is_some(),
        }
    }

    /// Whether there are pages.
    #[must_use]
    pub const fn is_built(&self) -> bool {
        self.is_built
    }

    fn answer(&self, request: &Request) -> Result<Response> {
        let path = request.uri().path().trim_start_matches('/');
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(if self.find(path).is_some() {
                MethodNotAllowedError.into()
            } else {
                NotFoundError.into()
            });
        }
        if !self.is_built && path.is_empty() {
            return Ok(MISSING.into_response());
        }
        let (name, file) = self.find(path).ok_or(NotFoundError)?;
        let etag = etag(&file);
        if wants_nothing_new(request.headers(), &etag) {
            return Ok(self.dress(StatusCode::NOT_MODIFIED.into_response(), name, &etag));
        }
        let (coding, data) = self
            .packed(name, request.headers())
            .unwrap_or((None, file.data));
        let mut response = if *request.method() == Method::HEAD {
            Response::default()
        } else {
            body(data.clone()).into()
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(data.len()));
        if let Ok(kind) = HeaderValue::from_str(media_type(name).as_ref()) {
            headers.insert(header::CONTENT_TYPE, kind);
        }
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        Ok(self.dress(response, name, &etag))
    }

    /// The file of a path: itself, or the application's page where the path could be one of its addresses. What looks
    /// like a file, or like something hidden, is not.
    fn find<'a>(&self, path: &'a str) -> Option<(&'a str, EmbeddedFile)> {
        if let Some(file) = (self.get)(path) {
            return Some((path, file));
        }
        let mut parts = path.split('/');
        let first = parts.clone().next().unwrap_or_default();
        let last = parts.clone().next_back().unwrap_or_default();
        let is_file = last.contains('.') && !last.starts_with('@');
        let is_reserved = matches!(first, "api" | "_app" | "metrics" | "health");
        if is_file || is_reserved || parts.any(|part| part.starts_with('.')) {
            return None;
        }
        Some((FALLBACK, (self.get)(FALLBACK)?))
    }

    fn packed(
        &self,
        name: &str,
        headers: &HeaderMap,
    ) -> Option<(Option<&'static str>, Cow<'static, [u8]>)> {
        accepted(headers).into_iter().find_map(|coding| {
            let (ending, coding) = match coding {
                CompressionAlgo::BR => ("br", "br"),
                CompressionAlgo::GZIP => ("gz", "gzip"),
                CompressionAlgo::DEFLATE | CompressionAlgo::ZSTD => return None,
            };
            Some((Some(coding), (self.get)(&format!("{name}.{ending}"))?.data))
        })
    }

    fn dress(&self, mut response: Response, name: &str, etag: &str) -> Response {
        let caching = if name.starts_with(IMMUTABLE) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CONTENT_SECURITY_POLICY, self.policy.clone());
        if let Ok(etag) = HeaderValue::from_str(etag) {
            headers.insert(header::ETAG, etag);
        }
        response
    }
}

impl Endpoint for StaticUi {
    type Output = Response;

    async fn call(&self, request: Request) -> Result<Response> {
        self.answer(&request)
    }
}

fn text(file: &EmbeddedFile) -> String {
    String::from_utf8_lossy(&file.data).into_owned()
}

fn body(data: Cow<'static, [u8]>) -> Body {
    match data {
        Cow::Borrowed(bytes) => Body::from_bytes(bytes::Bytes::from_static(bytes)),
        Cow::Owned(bytes) => Body::from_vec(bytes),
    }
}

fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(hash))
}

fn wants_nothing_new(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    known.flat_map(|value| value.split(',')).any(|known| {
        matches!(known.trim().trim_start_matches("W/"), "*")
            || known.trim().trim_start_matches("W/") == etag
    })
}

fn media_type(name: &str) -> Cow<'static, str> {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let textual =
        kind.type_() == "text" || kind.subtype() == "javascript" || kind.subtype() == "json";
    if textual {
        Cow::Owned(format!("{kind}; charset=utf-8"))
    } else {
        Cow::Owned(kind.to_string())
    }
}
