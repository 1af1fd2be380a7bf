//! Answers that have nothing to say: 204.

use std::marker::PhantomData;

use poem::{IntoResponse, Response, http::StatusCode};
use poem_openapi::{
    ApiResponse,
    registry::{MetaResponse, MetaResponses, Registry},
};

/// Done, and nothing to say. What the document says of it is said by `O`.
#[derive(Debug)]
pub struct Done<O>(PhantomData<O>);

/// What [`done`] has brought about.
pub trait Outcome {
    /// One sentence for the document.
    const SAYS: &'static str;
}

macro_rules! outcomes {
    ($($name:ident = $says:literal),+ $(,)?) => {
        $(
            #[doc = $says]
            #[derive(Debug)]
            pub enum $name {}

            impl Outcome for $name {
                const SAYS: &'static str = $says;
            }
        )+
    };
}

outcomes! {
    Applied = "It is so.",
    Gone = "It is gone.",
    PostDeleted = "The post is deleted.",
    CommentDeleted = "The comment is deleted.",
    NotSuggestedAgain = "They are not suggested again.",
    SessionEnded = "The session has ended.",
    LinkUsed = "It has done what it was for.",
}

/// The answer of an operation that is done.
#[must_use]
pub const fn done<O>() -> Done<O> {
    Done(PhantomData)
}

impl<O: Send> IntoResponse for Done<O> {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

impl<O: Outcome> ApiResponse for Done<O> {
    fn meta() -> MetaResponses {
        MetaResponses {
            responses: vec![MetaResponse {
                description: O::SAYS,
                status: Some(StatusCode::NO_CONTENT.as_u16()),
                status_range: None,
                content: Vec::new(),
                headers: Vec::new(),
            }],
        }
    }

    fn register(_registry: &mut Registry) {}
}
