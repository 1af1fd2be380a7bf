//! Every failure becomes problem+json: what poem raises before, around and after operations, and panics.

use std::{panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt as _;
use poem::{
    Endpoint, Error, IntoResponse as _, Request, Response, Result,
    error::{MethodNotAllowedError, NotFoundError},
    http::StatusCode,
};
use poem_openapi::error::{
    AuthorizationError, ContentTypeError, ParseMultipartError, ParseParamError, ParsePathError,
    ParseRequestPayloadError,
};

use crate::http::problem::{ApiError, Problem};

/// Answers for whatever fails in `next`.
pub async fn apply<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let answer = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    Ok(match answer {
        Ok(Ok(response)) => response.into_response(),
        Ok(Err(error)) => from_error(error),
        // The panic hook has logged what happened, and where, with the request's span around it.
        Err(_) => ApiError::internal().into_response(),
    })
}

fn from_error(error: Error) -> Response {
    if error.is_from_response() {
        return error.into_response();
    }
    if let Some(parameter) = error.downcast_ref::<ParseParamError>() {
        return ApiError::parameter(parameter.name, "invalid", "This value cannot be used here.")
            .into_response();
    }
    // A path parameter that cannot be read names nothing that exists.
    if error.is::<ParsePathError>()
        || error.is::<poem::error::ParsePathError>()
        || error.is::<NotFoundError>()
    {
        return ApiError::not_found().into_response();
    }
    if error.is::<AuthorizationError>() {
        return ApiError::not_logged_in().into_response();
    }
    if error.is::<ContentTypeError>() {
        return ApiError::unsupported(
            "This operation takes another media type; see the reference.",
        )
        .into_response();
    }
    if error.is::<ParseMultipartError>()
        || error.is::<poem::error::ParseMultipartError>()
        || error.is::<ParseRequestPayloadError>()
    {
        return ApiError::malformed(
            "malformed_body",
            "The body does not fit the description of this operation.",
        )
        .into_response();
    }
    if error.is::<MethodNotAllowedError>() {
        return method_not_allowed();
    }
    from_status(&error)
}

/// 405 `method_not_allowed`; whoever knows the allowed methods adds `Allow`.
#[must_use]
pub fn method_not_allowed() -> Response {
    let detail = "There is something here, but not for this method.";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail).into_response()
}

/// What is left: errors of poem's own extractors, whose texts may repeat what the client sent.
fn from_status(error: &Error) -> Response {
    match error.status() {
        status if status.is_server_error() => {
            tracing::error!(%error, "a request failed in a way that no operation expects");
            ApiError::internal().into_response()
        }
        StatusCode::NOT_FOUND => ApiError::not_found().into_response(),
        StatusCode::PAYLOAD_TOO_LARGE => {
            ApiError::too_large("The body is too large.").into_response()
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            ApiError::unsupported("This operation takes another media type.").into_response()
        }
        StatusCode::BAD_REQUEST => {
            ApiError::malformed("malformed_request", "The request cannot be read.").into_response()
        }
        status => Problem::new(status, "refused", "The request was refused.").into_response(),
    }
}
