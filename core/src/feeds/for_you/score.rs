//! What comes first in For you. The formula and where it is from: `docs/for-you.md`.

use std::collections::{HashMap, VecDeque};

use super::pick::{Because, Pick};
use crate::{
    relations::Closeness,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
    },
    tags::Tag,
};

/// The most posts that a list holds.
const LONGEST: usize = 200;
/// Of so many posts in a row not more than [`PER_AUTHOR`] are by the same author.
const WINDOW: usize = 10;
/// See [`WINDOW`].
const PER_AUTHOR: usize = 2;
/// From how much taking part on a post is called popular.
const POPULAR_FROM: u64 = 3;

const HOURS_OF_A_WEEK: f64 = 7.0 * 24.0;
const GRAVITY: f64 = 1.2;

/// How many took part in a post, in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TakingPart {
    /// Reactions of any kind.
    pub reactions: u64,
    /// Comments.
    pub comments: u64,
    /// Shares.
    pub shares: u64,
}

impl TakingPart {
    /// All together, by the effort that each takes.
    #[must_use]
    pub const fn weighed(self) -> u64 {
        self.reactions
            .saturating_add(self.comments.saturating_mul(2))
            .saturating_add(self.shares.saturating_mul(3))
    }
}

/// A post that For you may show somebody, and what its place depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The post.
    pub post: PostId,
    /// Who wrote it.
    pub author: UserId,
    /// When it was published.
    pub created_at: Timestamp,
    /// How near the reader is to the author.
    pub closeness: Closeness,
    /// Whether it is in a group of the reader's.
    pub in_group: bool,
    /// How many of the reader's connections are connected with the author.
    pub mutuals: usize,
    /// One of those, to be named.
    pub via: Option<UserId>,
    /// To how many of the author's posts the reader has reacted lately.
    pub reacted: u64,
    /// How many took part.
    pub taking_part: TakingPart,
    /// How many of its tags the reader follows or has among their interests.
    pub shared_tags: u64,
    /// One of those that are followed.
    pub followed_tag: Option<Tag>,
    /// One of those that are interests.
    pub interest: Option<Tag>,
}

/// How much a post moves people at a moment: the more took part, and the younger it is. 0 after a week.
pub(super) fn heat(taking_part: TakingPart, created_at: Timestamp, at: Timestamp) -> f64 {
    // A post that came after the moment is as one that came with it.
    let hours = (at.since(created_at).as_seconds_f64() / 3_600.0).max(0.0);
    if hours >= HOURS_OF_A_WEEK {
        return 0.0;
    }
    content(taking_part) / (hours + 2.0).powf(GRAVITY)
}

/// Ten times as many count for one more.
fn content(taking_part: TakingPart) -> f64 {
    let weighed = u32::try_from(taking_part.weighed()).unwrap_or(u32::MAX);
    (f64::from(weighed) + 2.0).log10()
}

/// How much the reader has to do with the author, or with those among whom it was said.
fn affinity(candidate: &Candidate) -> f64 {
    let near = match candidate.closeness {
        Closeness::Friend => 4.0,
        Closeness::Follower => 3.0,
        Closeness::Stranger | Closeness::Severed if candidate.in_group => 2.5,
        Closeness::Stranger | Closeness::Severed => 1.0 + 0.2 * up_to(5, candidate.mutuals as u64),
    };
    near + 0.1 * up_to(10, candidate.reacted)
}

/// How much the reader has to do with the subject.
fn interest(candidate: &Candidate) -> f64 {
    1.0 + 0.5 * up_to(3, candidate.shared_tags)
}

fn up_to(most: u32, number: u64) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX).min(most))
}

/// What decides about the place of a post at a moment.
fn score(candidate: &Candidate, at: Timestamp) -> f64 {
    affinity(candidate)
        * interest(candidate)
        * heat(candidate.taking_part, candidate.created_at, at)
}

/// The list of a reader: the best first, what is worth nothing left out, no author too often in a row. It ends where only
/// those would be left who have just been. Equal candidates give equal lists, in whatever order they come.
pub(super) fn rank(candidates: Vec<Candidate>, at: Timestamp) -> Vec<Pick> {
    let mut scored: Vec<(f64, Candidate)> = candidates
        .into_iter()
        .map(|candidate| (score(&candidate, at), candidate))
        .filter(|(score, _)| *score > 0.0)
        .collect();
    scored.sort_by(|(one_score, one), (other_score, other)| {
        other_score
            .total_cmp(one_score)
            .then_with(|| other.post.cmp(&one.post))
    });
    spaced(scored.into_iter().map(|(_, candidate)| candidate))
}

/// Puts off whose author has just been often enough until others have come between.
fn spaced(best_first: impl Iterator<Item = Candidate>) -> Vec<Pick> {
    let mut rest = best_first;
    let mut put_off: VecDeque<Candidate> = VecDeque::new();
    let mut recent = Recent::default();
    let mut picks = Vec::new();
    while picks.len() < LONGEST {
        let waiting = put_off
            .iter()
            .position(|candidate| recent.has_room_for(candidate.author))
            .and_then(|place| put_off.remove(place));
        let next = waiting.or_else(|| {
            rest.by_ref().find_map(|candidate| {
                if recent.has_room_for(candidate.author) {
                    return Some(candidate);
                }
                put_off.push_back(candidate);
                None
            })
        });
        let Some(candidate) = next else { break };
        recent.came(candidate.author);
        picks.push(picked(candidate));
    }
    picks
}

/// The authors of the posts that came last, all but one of a window.
#[derive(Default)]
struct Recent {
    authors: VecDeque<UserId>,
    often: HashMap<UserId, usize>,
}

impl Recent {
    fn has_room_for(&self, author: UserId) -> bool {
        self.often
            .get(&author)
            .is_none_or(|times| *times < PER_AUTHOR)
    }

    fn came(&mut self, author: UserId) {
        self.authors.push_back(author);
        *self.often.entry(author).or_default() += 1;
        if self.authors.len() < WINDOW {
            return;
        }
        if let Some(times) = self
            .authors
            .pop_front()
            .and_then(|gone| self.often.get_mut(&gone))
        {
            *times -= 1;
        }
    }
}

fn picked(candidate: Candidate) -> Pick {
    let because = if candidate.closeness >= Closeness::Follower {
        Because::Near
    } else if candidate.in_group {
        Because::InGroup
    } else if let Some(tag) = candidate.followed_tag {
        Because::FollowedTag(tag)
    } else if let Some(via) = candidate.via {
        Because::Via(via)
    } else if let Some(tag) = candidate.interest {
        Because::Interest(tag)
    } else if candidate.taking_part.weighed() >= POPULAR_FROM {
        Because::Popular
    } else {
        Because::Recent
    };
    Pick {
        post: candidate.post,
        because,
    }
}

#[cfg(test)]
mod tests;
