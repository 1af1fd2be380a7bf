//! Answers of JSON that are written straight into their bytes.
//!
//! poem-openapi's own `Json` first builds a tree of values with a copy of every field's name: for a page of posts that
//! costs more than reading it. For the lists that are read most, this takes its place. The document is the same; the
//! fields are those of `Serialize`, which tests hold to those of the document.

use poem::{
    IntoResponse, Response,
    http::{HeaderValue, header},
};
use poem_openapi::{
    ApiResponse,
    payload::{Json, Payload},
    registry::{MetaResponses, MetaSchemaRef, Registry},
    types::{ToJSON, Type},
};
use serde::Serialize;

use super::problem::ApiError;

/// A JSON answer, status 200.
#[derive(Debug)]
pub struct Written<T>(pub T);

impl<T: Type> Payload for Written<T> {
    const CONTENT_TYPE: &'static str = Json::<T>::CONTENT_TYPE;

    fn schema_ref() -> MetaSchemaRef {
        T::schema_ref()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

impl<T: Serialize + Send> IntoResponse for Written<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(body) => Response::builder()
                .header(
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("application/json; charset=utf-8"),
                )
                .body(body),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                ApiError::internal().into_response()
            }
        }
    }
}

impl<T: Serialize + ToJSON> ApiResponse for Written<T> {
    fn meta() -> MetaResponses {
        Json::<T>::meta()
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// Fails unless `answer` is the same both ways.
#[cfg(test)]
pub(super) fn assert_same<T: Serialize + ToJSON>(answer: &T) {
    assert_eq!(
        serde_json::to_value(answer).ok(),
        answer.to_json(),
        "what is written is not what the document says"
    );
}
