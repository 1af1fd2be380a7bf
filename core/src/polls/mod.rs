//! Polls: a question that readers of a post answer by choosing.

mod choice;
#[cfg(test)]
pub(crate) mod fixtures;
mod input;
mod poll;
mod ports;
mod vote;

pub use input::{NewOption, NewPoll, OPTION_MAX, OPTIONS_MAX, OPTIONS_MIN, PollInput};
pub use poll::{Poll, PollOption, PollTerms, PollView, ResultsFrom, ShownOption};
pub use ports::PollRepo;
pub use vote::{Vote, VoteError};

pub(crate) use input::parse_poll;

use crate::shared::ports::Ports;

/// Everything that can be done with polls. They are published with their posts.
pub struct Polls {
    /// Vote, vote otherwise, take the vote back.
    pub vote: Vote,
}

impl Polls {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            vote: Vote::new(ports.clone()),
        }
    }
}
