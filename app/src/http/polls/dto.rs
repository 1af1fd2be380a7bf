//! Polls as clients write and see them.

use kith_core::{
    polls::{PollInput, PollTerms, PollView, ResultsFrom, ShownOption},
    shared::clock::Timestamp,
};
use poem_openapi::{Enum, Object};
use serde::Serialize;

use crate::http::values::{Id, Moment};

/// From when on the results of a poll are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "PollResults", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ResultsFromDto {
    /// From one's own vote on, and to everybody when the poll has ended.
    AfterVote,
    /// When the poll has ended.
    AtEnd,
}

impl From<ResultsFrom> for ResultsFromDto {
    fn from(results: ResultsFrom) -> Self {
        match results {
            ResultsFrom::AfterVote => Self::AfterVote,
            ResultsFrom::AtEnd => Self::AtEnd,
        }
    }
}

impl From<ResultsFromDto> for ResultsFrom {
    fn from(results: ResultsFromDto) -> Self {
        match results {
            ResultsFromDto::AfterVote => Self::AfterVote,
            ResultsFromDto::AtEnd => Self::AtEnd,
        }
    }
}

/// A poll to be published with a post, whose text asks the question.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "NewPoll")]
pub struct NewPollDto {
    /// What one can choose, in order; each says something else, in at most 100 characters.
    #[oai(validator(min_items = 2, max_items = 10))]
    pub options: Vec<String>,
    /// Whether one may choose several.
    #[oai(default)]
    pub multiple: bool,
    /// When it ends, five minutes to 365 days from now; never when left out, which `at_end` does not allow.
    pub ends_at: Option<Moment>,
    /// From when on the results are shown.
    pub results: ResultsFromDto,
}

impl From<NewPollDto> for PollInput {
    fn from(poll: NewPollDto) -> Self {
        Self {
            options: poll.options,
            terms: PollTerms {
                multiple: poll.multiple,
                ends_at: poll.ends_at.map(|end| -> Timestamp { end.0 }),
                results: poll.results.into(),
            },
        }
    }
}

/// One of the options of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "PollOption")]
pub struct PollOptionDto {
    /// Its id.
    pub id: Id,
    /// What it says.
    pub text: String,
    /// How many chose it; null as long as one may not know.
    pub votes: Option<u64>,
}

impl From<ShownOption> for PollOptionDto {
    fn from(option: ShownOption) -> Self {
        Self {
            id: option.id.into(),
            text: option.text,
            votes: option.votes,
        }
    }
}

/// A poll. Its numbers leave out people who block one, or whom one blocks.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Poll")]
pub struct PollDto {
    /// The options, in order.
    pub options: Vec<PollOptionDto>,
    /// Whether one may choose several.
    pub multiple: bool,
    /// When it ends; null for never.
    pub ends_at: Option<Moment>,
    /// From when on the results are shown; to the author as to everybody.
    pub results: ResultsFromDto,
    /// Whether voting is over.
    pub ended: bool,
    /// How many voted; null as long as one may not know.
    pub voter_count: Option<u64>,
    /// The options that one chose.
    pub mine: Vec<Id>,
}

impl From<PollView> for PollDto {
    fn from(poll: PollView) -> Self {
        Self {
            options: poll.options.into_iter().map(PollOptionDto::from).collect(),
            multiple: poll.terms.multiple,
            ends_at: poll.terms.ends_at.map(Moment::from),
            results: poll.terms.results.into(),
            ended: poll.ended,
            voter_count: poll.voters,
            mine: poll.mine.into_iter().map(Id::from).collect(),
        }
    }
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "Vote")]
pub(super) struct VoteDto {
    /// All that one chooses; empty to take the vote back.
    #[oai(validator(max_items = 10))]
    pub option_ids: Vec<Id>,
}
