//! What the tests of this feature start from.

use super::poll::{Poll, PollOption, PollTerms, ResultsFrom};
use crate::shared::id::PollOptionId;

/// These options, with ids from 1 on and so many votes; one is chosen by each voter, and the results are shown after it.
pub(crate) fn poll(texts: &[(&str, u64)], mine: &[i64]) -> Poll {
    let options = (1..).zip(texts).map(|(id, (text, votes))| PollOption {
        id: PollOptionId::new(id),
        text: (*text).to_owned(),
        votes: *votes,
    });
    Poll {
        terms: PollTerms {
            multiple: false,
            ends_at: None,
            results: ResultsFrom::AfterVote,
        },
        options: options.collect(),
        voters: texts.iter().map(|(_, votes)| votes).sum(),
        mine: self::options(mine),
    }
}

pub(crate) fn options(ids: &[i64]) -> Vec<PollOptionId> {
    ids.iter().copied().map(PollOptionId::new).collect()
}
