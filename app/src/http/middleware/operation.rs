//! Finds the operation that a request is for, and answers for the paths of the API that have none.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse as _, Request, Response, Result,
    http::{HeaderValue, Method, header},
};

use super::problems::method_not_allowed;
use crate::http::{
    operations::{Found, Operation, Operations},
    problem::ApiError,
};

/// The operation of `request`, as [`mark`] noted it.
#[must_use]
pub fn of(request: &Request) -> Option<&Arc<Operation>> {
    request.data::<Arc<Operation>>()
}

/// Notes the operation of the request. Requests for other things pass without one.
pub async fn mark<E: Endpoint>(
    operations: Arc<Operations>,
    next: Arc<E>,
    mut request: Request,
) -> Result<E::Output> {
    if let Found::Operation(operation) = operations.find(request.method(), request.uri().path()) {
        request.set_data(operation);
    }
    next.call(request).await
}

/// Answers 404 and 405, the latter with `Allow`, for paths of the API that have no operation; and 400 when a parameter
/// that the operation knows is given twice, since nobody could say which one counts.
pub async fn require<E: Endpoint>(
    operations: Arc<Operations>,
    next: Arc<E>,
    request: Request,
) -> Result<Response> {
    if let Some(operation) = of(&request) {
        refuse_repeated(operation, request.uri().query().unwrap_or_default())?;
        return Ok(next.call(request).await?.into_response());
    }
    match operations.find(request.method(), request.original_uri().path()) {
        Found::OtherMethods(methods) => Ok(other_methods(&methods)),
        Found::Operation(_) | Found::Nothing => Err(ApiError::not_found().into()),
    }
}

fn refuse_repeated(operation: &Operation, query: &str) -> Result<(), ApiError> {
    if query.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap_or_default())
        .collect();
    for known in &operation.query {
        if names.iter().filter(|name| *name == known).count() > 1 {
            return Err(ApiError::parameter(
                known,
                "repeated",
                "Give this parameter once.",
            ));
        }
    }
    Ok(())
}

fn other_methods(methods: &[Method]) -> Response {
    let mut names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.sort_unstable();
    let mut response = method_not_allowed();
    if let Ok(value) = HeaderValue::from_str(&names.join(", ")) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}
