//! Errors as clients see them: RFC 9457 problem details.
//!
//! An operation returns `Result<_, ApiError>`; its feature maps each error of its use cases to a constructor
//! below, in one `match`. What fails outside of operations (unknown routes, unreadable bodies, panics) becomes
//! the same shape in [`super::middleware::problems`].
//!
//! A problem says what the client can act on. It never repeats a value the client sent, and holds no SQL, no
//! path of the machine and no text of a foreign error: those go to the log, under the same request id.

use kith_core::shared::{
    clock::Timestamp,
    fields::{InvalidFields, Refusal},
    store::StoreError,
};
use poem::{
    IntoResponse as _, Response,
    http::{HeaderValue, StatusCode, header},
};
use poem_openapi::{ApiResponse, Object, payload::Json, types::ToJSON as _};

use super::{middleware::request_id, values::Moment};

/// Seconds after which a busy server is worth another try.
const BUSY_RETRY_SECONDS: u64 = 1;
/// What a client is told to wait for the operator.
const UNAVAILABLE_RETRY_SECONDS: u64 = 3_600;

/// The media type of every error.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// One refused field of a request.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
pub struct FieldProblem {
    /// The field's name as it is called in the request; parts of nested fields are joined by dots: `media.0.alt_text`.
    pub field: String,
    /// Stable and `snake_case`: `required`, `wrong_type`, `too_long`, …
    pub code: String,
    /// One sentence for people.
    pub message: String,
}

/// What went wrong, as RFC 9457 problem details.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(skip_serializing_if_is_none, skip_serializing_if_is_empty)]
pub struct Problem {
    /// Always `about:blank`: the code tells problems apart.
    pub r#type: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// One sentence for people about this very case.
    pub detail: Option<String>,
    /// Stable and `snake_case`, for programs.
    pub code: String,
    /// What is wrong with each field, when fields are to blame.
    #[oai(default)]
    pub errors: Vec<FieldProblem>,
    /// From when on the same can succeed, where that is known, as with `ask_again_later`.
    pub retry_at: Option<Moment>,
    /// Names this request in the server's log.
    pub request_id: Option<String>,
}

impl Problem {
    /// A problem of the present request.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            r#type: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: Some(detail.into()),
            code: code.to_owned(),
            errors: Vec::new(),
            retry_at: None,
            request_id: request_id::current().map(|id| id.to_string()),
        }
    }

    /// The same with refused fields.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldProblem>) -> Self {
        self.errors = errors;
        self
    }

    /// The response that carries it.
    #[must_use]
    pub fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = self.to_json_string().into_response();
        response.set_status(status);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        response
    }
}

/// Boxed, because results carry it and are returned all the way up.
type Details = Json<Box<Problem>>;

/// The error half of every operation.
#[derive(Debug, ApiResponse)]
pub enum ApiError {
    /// The request cannot be read: malformed JSON, an impossible parameter, a cursor that is not ours.
    #[oai(status = 400, content_type = "application/problem+json")]
    Malformed(Details),
    /// Nobody is logged in, or the credentials are wrong.
    #[oai(status = 401, content_type = "application/problem+json")]
    Unauthenticated(Details),
    /// Known, and not allowed.
    #[oai(status = 403, content_type = "application/problem+json")]
    Forbidden(Details),
    /// There is no such thing, or the caller may not see it.
    #[oai(status = 404, content_type = "application/problem+json")]
    NotFound(Details),
    /// The request conflicts with the present state.
    #[oai(status = 409, content_type = "application/problem+json")]
    Conflict(Details),
    /// The body is too large.
    #[oai(status = 413, content_type = "application/problem+json")]
    TooLarge(Details),
    /// The body has a media type that this operation does not take.
    #[oai(status = 415, content_type = "application/problem+json")]
    Unsupported(Details),
    /// Fields are refused; `errors` says which and why.
    #[oai(status = 422, content_type = "application/problem+json")]
    Invalid(Details),
    /// Too many requests; try again after the seconds in `Retry-After`.
    #[oai(status = 429, content_type = "application/problem+json")]
    RateLimited(
        Details,
        /// Seconds until the next attempt can succeed.
        #[oai(header = "Retry-After")]
        u64,
    ),
    /// The server failed; the log knows more under `request_id`.
    #[oai(status = 500, content_type = "application/problem+json")]
    Internal(Details),
    /// The server is busy; try again after the seconds in `Retry-After`.
    #[oai(status = 503, content_type = "application/problem+json")]
    Busy(
        Details,
        /// Seconds until the next attempt is sensible.
        #[oai(header = "Retry-After")]
        u64,
    ),
}

fn problem(status: StatusCode, code: &str, detail: impl Into<String>) -> Details {
    Json(Box::new(Problem::new(status, code, detail)))
}

impl ApiError {
    /// 400 with a stable code, as `invalid_cursor`.
    pub fn malformed(code: &str, detail: impl Into<String>) -> Self {
        Self::Malformed(problem(StatusCode::BAD_REQUEST, code, detail))
    }

    /// 400 about one query parameter or header.
    #[must_use]
    pub fn parameter(name: &str, code: &str, message: &str) -> Self {
        let errors = vec![FieldProblem {
            field: name.to_owned(),
            code: code.to_owned(),
            message: message.to_owned(),
        }];
        let detail = "A parameter of the request cannot be used.";
        Self::Malformed(Json(Box::new(
            Problem::new(StatusCode::BAD_REQUEST, "invalid_parameter", detail).with_errors(errors),
        )))
    }

    /// 401 `not_logged_in`.
    #[must_use]
    pub fn not_logged_in() -> Self {
        Self::unauthenticated("not_logged_in", "Log in first.")
    }

    /// 401 with a stable code, as `invalid_credentials`.
    pub fn unauthenticated(code: &str, detail: impl Into<String>) -> Self {
        Self::Unauthenticated(problem(StatusCode::UNAUTHORIZED, code, detail))
    }

    /// 403 with a stable code. Only for what the caller may know of; everything else is [`ApiError::not_found`].
    pub fn forbidden(code: &str, detail: impl Into<String>) -> Self {
        Self::Forbidden(problem(StatusCode::FORBIDDEN, code, detail))
    }

    /// 404: missing or not visible, which look the same.
    #[must_use]
    pub fn not_found() -> Self {
        Self::NotFound(problem(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is nothing here, or it is not for you to see.",
        ))
    }

    /// 404 with a stable code, for what was there and is no more, as `request_gone`.
    pub fn gone(code: &str, detail: impl Into<String>) -> Self {
        Self::NotFound(problem(StatusCode::NOT_FOUND, code, detail))
    }

    /// 409 with a stable code, as `email_taken`.
    pub fn conflict(code: &str, detail: impl Into<String>) -> Self {
        Self::Conflict(problem(StatusCode::CONFLICT, code, detail))
    }

    /// 409 `idempotency_mismatch`.
    #[must_use]
    pub fn key_reused() -> Self {
        Self::conflict(
            "idempotency_mismatch",
            "This Idempotency-Key was used with another request.",
        )
    }

    /// 409 with a stable code, for what can succeed from `moment` on, as `ask_again_later`.
    pub fn too_early(code: &str, detail: impl Into<String>, moment: Timestamp) -> Self {
        let mut details = problem(StatusCode::CONFLICT, code, detail);
        details.0.retry_at = Some(moment.into());
        Self::Conflict(details)
    }

    /// 413 `too_large`.
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self::TooLarge(problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail))
    }

    /// 415 `unsupported_media_type`.
    pub fn unsupported(detail: impl Into<String>) -> Self {
        Self::Unsupported(problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            detail,
        ))
    }

    /// 422 `validation_failed` with everything that is wrong.
    #[must_use]
    pub fn invalid(refused: InvalidFields) -> Self {
        let errors = refused.0.into_iter().map(|error| FieldProblem {
            field: error.field,
            code: error.code.to_owned(),
            message: error.message,
        });
        Self::invalid_fields(errors.collect())
    }

    /// 422 `validation_failed` about one field.
    #[must_use]
    pub fn invalid_field(field: &str, refusal: Refusal) -> Self {
        Self::invalid(InvalidFields::one(field, refusal))
    }

    /// 422 `validation_failed`, from fields that are in the client's vocabulary already.
    #[must_use]
    pub fn invalid_fields(errors: Vec<FieldProblem>) -> Self {
        let detail = "Some fields need another look.";
        Self::Invalid(Json(Box::new(
            Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "validation_failed",
                detail,
            )
            .with_errors(errors),
        )))
    }

    /// 429 `rate_limited`; the next attempt can succeed after `seconds`.
    #[must_use]
    pub fn rate_limited(seconds: u64) -> Self {
        let detail = format!("Too many attempts. Try again in {seconds} s.");
        Self::RateLimited(
            problem(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail),
            seconds,
        )
    }

    /// 500 `internal`. What happened belongs in the log before this is made.
    #[must_use]
    pub fn internal() -> Self {
        let detail =
            "Something went wrong on our side. The request id names it in the server's log.";
        Self::Internal(problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            detail,
        ))
    }

    /// 503 with a stable code, for what this server cannot do until its operator changes that, as `video_unavailable`.
    pub fn unavailable(code: &str, detail: impl Into<String>) -> Self {
        Self::Busy(
            problem(StatusCode::SERVICE_UNAVAILABLE, code, detail),
            UNAVAILABLE_RETRY_SECONDS,
        )
    }

    /// 503 `busy`.
    #[must_use]
    pub fn busy() -> Self {
        let detail = "The server is busy. Try again shortly.";
        Self::Busy(
            problem(StatusCode::SERVICE_UNAVAILABLE, "busy", detail),
            BUSY_RETRY_SECONDS,
        )
    }
}

impl From<InvalidFields> for ApiError {
    fn from(refused: InvalidFields) -> Self {
        Self::invalid(refused)
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::busy(),
            StoreError::Conflict => {
                tracing::error!("a conflict reached HTTP that its use case should have expected");
                Self::internal()
            }
            StoreError::Failed(source) => {
                tracing::error!(error = %source, "storage failed");
                Self::internal()
            }
        }
    }
}
