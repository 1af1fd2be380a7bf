//! What the tests of For you choose from.

use time::Duration;

use super::{Candidate, TakingPart};
use crate::{
    posts::fixtures::now,
    relations::Closeness,
    shared::id::{PostId, UserId},
};

/// A post of a stranger, two hours old, that nobody took part in.
pub(super) fn candidate(post: i64, author: i64) -> Candidate {
    Candidate {
        post: PostId::new(post),
        author: UserId::new(author),
        created_at: now().plus(-Duration::hours(2)),
        closeness: Closeness::Stranger,
        in_group: false,
        mutuals: 0,
        via: None,
        reacted: 0,
        taking_part: TakingPart::default(),
        shared_tags: 0,
        followed_tag: None,
        interest: None,
    }
}
