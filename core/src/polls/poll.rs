//! A poll, and what is shown of it.

use crate::shared::{clock::Timestamp, id::PollOptionId};

/// From when on the results are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultsFrom {
    /// From one's own vote on; to everybody when the poll has ended.
    AfterVote,
    /// When the poll has ended.
    AtEnd,
}

impl ResultsFrom {
    /// The name under which it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AfterVote => "after_vote",
            Self::AtEnd => "at_end",
        }
    }

    /// Reads [`ResultsFrom::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::AfterVote, Self::AtEnd]
            .into_iter()
            .find(|one| one.as_str() == name)
    }
}

/// How a poll is held. It stays so for as long as its post is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PollTerms {
    /// Whether one may choose several options.
    pub multiple: bool,
    /// From when on nobody votes any more; `None` for never.
    pub ends_at: Option<Timestamp>,
    /// From when on the results are shown.
    pub results: ResultsFrom,
}

impl PollTerms {
    /// Whether voting is over.
    #[must_use]
    pub fn have_ended(&self, now: Timestamp) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    /// Whether somebody who has voted, or has not, may know the results. The author is no exception: who wants to know
    /// how it stands votes first, as everybody does.
    #[must_use]
    pub fn show_results(&self, has_voted: bool, now: Timestamp) -> bool {
        self.have_ended(now) || (has_voted && self.results == ResultsFrom::AfterVote)
    }
}

/// One of the options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollOption {
    /// Its id; a later option of the same poll has a larger one.
    pub id: PollOptionId,
    /// What it says.
    pub text: String,
    /// How many chose it.
    pub votes: u64,
}

/// A poll with its votes. Votes of people who are severed from the viewer or suspended are not in the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// How it is held.
    pub terms: PollTerms,
    /// The options, in order.
    pub options: Vec<PollOption>,
    /// How many voted: fewer than votes where one may choose several options.
    pub voters: u64,
    /// What the viewer chose, in the order of the options.
    pub mine: Vec<PollOptionId>,
}

/// One of the options as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownOption {
    /// Its id.
    pub id: PollOptionId,
    /// What it says.
    pub text: String,
    /// How many chose it; `None` as long as the viewer may not know.
    pub votes: Option<u64>,
}

/// A poll as it is shown at some moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollView {
    /// How it is held.
    pub terms: PollTerms,
    /// The options, in order.
    pub options: Vec<ShownOption>,
    /// Whether voting is over.
    pub ended: bool,
    /// How many voted; `None` as long as the viewer may not know.
    pub voters: Option<u64>,
    /// What the viewer chose.
    pub mine: Vec<PollOptionId>,
}

impl Poll {
    /// What the viewer, for whom it was read, is shown of it at `now`.
    #[must_use]
    pub fn shown(self, now: Timestamp) -> PollView {
        let is_told = self.terms.show_results(!self.mine.is_empty(), now);
        let options = self.options.into_iter().map(|option| ShownOption {
            id: option.id,
            text: option.text,
            votes: is_told.then_some(option.votes),
        });
        PollView {
            options: options.collect(),
            ended: self.terms.have_ended(now),
            voters: is_told.then_some(self.voters),
            terms: self.terms,
            mine: self.mine,
        }
    }
}

#[cfg(test)]
mod tests {
    use time::Duration;

    use super::*;
    use crate::{polls::fixtures::poll, posts::fixtures::now};

    /// Whether votes and voters are told, and the poll has ended.
    fn told(results: ResultsFrom, ends_in: Option<i64>, mine: &[i64]) -> (bool, bool) {
        let mut poll = poll(&[("Tea", 3), ("Coffee", 2)], mine);
        poll.terms.results = results;
        poll.terms.ends_at = ends_in.map(|hours| now().plus(Duration::hours(hours)));
        let shown = poll.shown(now());
        let votes: Vec<_> = shown.options.iter().map(|option| option.votes).collect();
        match shown.voters {
            Some(count) => assert_eq!((count, votes), (5, vec![Some(3), Some(2)])),
            None => assert_eq!(votes, [None, None]),
        }
        (shown.voters.is_some(), shown.ended)
    }

    #[test]
    fn results_come_with_ones_vote_or_at_the_end() {
        use ResultsFrom::{AfterVote, AtEnd};
        assert_eq!(told(AfterVote, None, &[]), (false, false));
        assert_eq!(told(AfterVote, None, &[1]), (true, false));
        assert_eq!(told(AfterVote, Some(1), &[]), (false, false));
        assert_eq!(told(AtEnd, Some(1), &[1]), (false, false));
        for results in [AfterVote, AtEnd] {
            for mine in [&[][..], &[1]] {
                assert_eq!(told(results, Some(0), mine), (true, true), "{results:?}");
                assert_eq!(told(results, Some(-1), mine), (true, true), "{results:?}");
            }
        }
    }

    #[test]
    fn names_read_back() {
        for results in [ResultsFrom::AfterVote, ResultsFrom::AtEnd] {
            assert_eq!(ResultsFrom::parse(results.as_str()), Some(results));
        }
        assert_eq!(ResultsFrom::parse("always"), None);
    }
}
