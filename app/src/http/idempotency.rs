//! `Idempotency-Key`: repeating a creating request safely.
//!
//! An operation takes `#[oai(name = "Idempotency-Key")] again: Idempotency` before its body and gives
//! [`Idempotency::key`] to its use case, which claims the key in the transaction of its effect. The fingerprint covers the very bytes of the body, so that the same
//! key with another body is told apart (409 `idempotency_mismatch`); of uploads the operation makes it, of what they hold.

use std::sync::Arc;

use kith_core::shared::idempotency::IdempotencyKey;
use poem::{Request, RequestBody, Result};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaParamIn, MetaSchema, MetaSchemaRef},
};
use sha2::{Digest as _, Sha256};

use super::problem::ApiError;

const HEADER: &str = "idempotency-key";
const LONGEST: usize = 64;

/// The request's key, if it has one. Must stand before the body among an operation's arguments.
#[derive(Debug, Clone, Default)]
pub struct Idempotency(Option<Arc<(String, [u8; 32])>>);

impl Idempotency {
    /// What the use case claims; `operation` is the operation's id.
    #[must_use]
    pub fn key(&self, operation: &'static str) -> Option<IdempotencyKey> {
        let (key, fingerprint) = self.0.as_deref()?;
        Some(IdempotencyKey {
            operation,
            key: key.clone(),
            fingerprint: *fingerprint,
        })
    }
}

impl Idempotency {
    async fn read(request: &Request, body: &mut RequestBody) -> Result<Self> {
        let mut values = request.headers().get_all(HEADER).iter();
        let Some(value) = values.next() else {
            return Ok(Self::default());
        };
        let key = value
            .to_str()
            .ok()
            .filter(|key| is_key(key) && values.next().is_none());
        let key = key.ok_or_else(|| {
            ApiError::parameter(
                "Idempotency-Key",
                "invalid",
                "Send 1 to 64 visible ASCII characters, once.",
            )
        })?;
        if is_upload(request) {
            // Too large to be held in memory, and different each time, because browsers draw a new boundary for each try:
            // the operation makes a fingerprint of what the form holds.
            return Ok(Self(Some(Arc::new((key.to_owned(), [0; 32])))));
        }
        let bytes = body
            .take()?
            .into_bytes()
            .await
            .map_err(|_| ApiError::malformed("unreadable_body", "The body ended early."))?;
        let fingerprint = Sha256::digest(&bytes).into();
        *body = RequestBody::new(bytes.into());
        Ok(Self(Some(Arc::new((key.to_owned(), fingerprint)))))
    }
}

fn is_upload(request: &Request) -> bool {
    request.content_type().is_some_and(|kind| {
        kind.trim_start()
            .to_ascii_lowercase()
            .starts_with("multipart/")
    })
}

impl<'a> ApiExtractor<'a> for Idempotency {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::Parameter];
    type ParamType = ();
    type ParamRawType = ();

    fn param_in() -> Option<MetaParamIn> {
        Some(MetaParamIn::Header)
    }

    fn param_schema_ref() -> Option<MetaSchemaRef> {
        let schema = MetaSchema {
            min_length: Some(1),
            max_length: Some(LONGEST),
            ..MetaSchema::new("string")
        };
        Some(MetaSchemaRef::Inline(Box::new(schema)))
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> Result<Self> {
        Self::read(request, body).await
    }
}

fn is_key(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_fingerprint_tells_bodies_apart_and_the_body_stays_readable() {
        let (request, mut body) = Request::builder().header(HEADER, "k-1").body("one").split();
        let first = Idempotency::read(&request, &mut body)
            .await
            .unwrap()
            .key("posts.publish")
            .unwrap();
        assert_eq!(body.take().unwrap().into_string().await.unwrap(), "one");
        let (request, mut body) = Request::builder().header(HEADER, "k-1").body("two").split();
        let second = Idempotency::read(&request, &mut body)
            .await
            .unwrap()
            .key("posts.publish")
            .unwrap();
        assert_eq!(
            (first.key.as_str(), first.operation),
            ("k-1", "posts.publish")
        );
        assert_ne!(first.fingerprint, second.fingerprint);
    }

    #[tokio::test]
    async fn a_request_without_the_header_has_no_key() {
        let (request, mut body) = Request::builder().body("one").split();
        assert_eq!(
            Idempotency::read(&request, &mut body)
                .await
                .unwrap()
                .key("x"),
            None
        );
    }

    #[test]
    fn keys_are_short_visible_ascii() {
        assert!(is_key("a") && is_key(&"~".repeat(64)));
        for odd in ["", "with space", "é", "tab\t", &"x".repeat(65)] {
            assert!(!is_key(odd), "{odd:?}");
        }
    }
}
