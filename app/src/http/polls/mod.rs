//! Polls: voting. They are published with their posts, and read with them.

pub mod cases;
mod dto;
mod errors;

use kith_core::{polls::Polls, shared::id::PollOptionId};
use poem_openapi::{OpenApi, param::Path, payload::Json};

use self::dto::VoteDto;
pub use self::dto::{NewPollDto, PollDto, PollOptionDto, ResultsFromDto};
use super::{auth::Session, body::Body, openapi::Tag, problem::ApiError, values::Id};

/// The operations on polls.
pub struct PollsApi {
    /// What can be done with polls.
    pub polls: Polls,
}

#[OpenApi]
impl PollsApi {
    /// Vote in a post's poll
    ///
    /// For everybody who sees the post, its author too, until the poll ends. `option_ids` is all that one chooses: it
    /// replaces what one chose before, and an empty list takes the vote back. What is chosen already may be sent again, also
    /// after the end. 422 for options of another poll, and for several where one may choose one.
    #[oai(
        path = "/posts/:id/poll/vote",
        method = "put",
        operation_id = "polls.vote",
        tag = "Tag::Posts"
    )]
    async fn vote(
        &self,
        session: Session,
        id: Path<Id>,
        body: Body<VoteDto>,
    ) -> Result<Json<PollDto>, ApiError> {
        let chosen = body.0.option_ids.into_iter();
        let chosen: Vec<PollOptionId> = chosen.map(PollOptionId::from).collect();
        let poll = self
            .polls
            .vote
            .run(&session.0, id.0.into(), &chosen)
            .await?;
        Ok(Json(poll.into()))
    }
}
