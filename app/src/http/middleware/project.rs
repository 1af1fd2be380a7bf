//! `?fields=` on every GET that answers JSON. See [`crate::http::projection`].

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse as _, Request, Response, Result,
    http::{StatusCode, header},
};
use serde_json::Value;

use super::{operation, origin::is_safe};
use crate::http::{
    operations::Operations,
    problem::ApiError,
    projection::{Fields, Refused},
};

/// Cuts the answer; unknown fields are refused before the operation runs.
pub async fn apply<E: Endpoint>(
    operations: Arc<Operations>,
    next: Arc<E>,
    request: Request,
) -> Result<Response> {
    let wanted = match operation::of(&request).and_then(|operation| operation.answer.as_ref()) {
        Some(schema) if is_safe(request.method()) => read(&request, &operations, schema)?,
        _ => None,
    };
    let mut response = next.call(request).await?.into_response();
    let Some(fields) = wanted.filter(|_| response.status() == StatusCode::OK) else {
        return Ok(response);
    };
    let body = response.take_body().into_bytes().await?;
    let mut value: Value = serde_json::from_slice(&body).map_err(|_| ApiError::internal())?;
    fields.keep(&mut value);
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response.set_body(value.to_string());
    Ok(response)
}

fn read(request: &Request, operations: &Operations, schema: &Value) -> Result<Option<Fields>> {
    let query: Vec<(String, String)> = request.params()?;
    let Some((_, text)) = query.into_iter().find(|(name, _)| name == "fields") else {
        return Ok(None);
    };
    let fields = Fields::parse(&text)
        .and_then(|fields| fields.check(&operations.schemas, schema).map(|()| fields));
    Ok(Some(fields.map_err(|refused| refuse(&refused))?))
}

fn refuse(refused: &Refused) -> ApiError {
    let code = match refused {
        Refused::Malformed => "invalid",
        Refused::Unknown(_) => "unknown_field",
    };
    ApiError::parameter("fields", code, &refused.to_string())
}
