//! Who is asking: the session of a request, as an argument of operations.

use std::sync::Arc;

use async_trait::async_trait;
use kith_core::shared::{actor::Actor, secret::SecretToken, store::StoreError};
use poem::{Request, RequestBody, Result};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions,
    registry::{MetaSecurityScheme, Registry},
};

use super::{problem::ApiError, session_cookie::SessionCookie};

const SCHEME: &str = "session";

/// Finds the member behind a session token; `None` for tokens that are unknown, expired or revoked.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// The member who holds `token`.
    async fn actor(&self, token: &SecretToken) -> Result<Option<Actor>, StoreError>;
}

/// What recognises members; every request carries one.
#[derive(Clone)]
pub struct Gate {
    cookie: SessionCookie,
    sessions: Arc<dyn Sessions>,
}

impl Gate {
    /// Reads `cookie` and asks `sessions`.
    pub fn new(cookie: SessionCookie, sessions: Arc<dyn Sessions>) -> Self {
        Self { cookie, sessions }
    }

    /// The member who sends `request`, if it is one.
    pub async fn recognise(&self, request: &Request) -> Result<Option<Actor>, ApiError> {
        match self.cookie.read(request.headers()) {
            Some(token) => Ok(self.sessions.actor(&token).await?),
            None => Ok(None),
        }
    }
}

/// The logged-in member. Without one the operation answers 401 `not_logged_in`. As the first argument of an
/// operation it is looked at before the body is read.
#[derive(Debug)]
pub struct Session(pub Actor);

/// The logged-in member, or nobody.
#[derive(Debug)]
pub struct MaybeSession(pub Option<Actor>);

async fn recognise(request: &Request) -> Result<Option<Actor>, ApiError> {
    let Some(gate) = request.data::<Gate>() else {
        tracing::error!("an operation asks for a session where no gate was set up");
        return Err(ApiError::internal());
    };
    gate.recognise(request).await
}

fn register_scheme(registry: &mut Registry) {
    let scheme = MetaSecurityScheme {
        ty: "apiKey",
        description: Some(
            "The session cookie, set by registration and log-in. Sites with an https address call it `__Host-kith` instead.",
        ),
        name: Some("kith_session"),
        key_in: Some("cookie"),
        scheme: None,
        bearer_format: None,
        flows: None,
        openid_connect_url: None,
    };
    registry.create_security_scheme(SCHEME, scheme);
}

impl<'a> ApiExtractor<'a> for Session {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        register_scheme(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME]
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> Result<Self> {
        let actor = recognise(request).await?;
        Ok(Self(actor.ok_or_else(ApiError::not_logged_in)?))
    }
}

impl<'a> ApiExtractor<'a> for MaybeSession {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        register_scheme(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![SCHEME]
    }

    fn has_security_fallback() -> bool {
        true
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> Result<Self> {
        Ok(Self(recognise(request).await?))
    }
}
