//! The orders in which comments are listed.

use crate::shared::page::Page;

/// In which order comments are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommentSort {
    /// The last one first.
    Newest,
    /// The first one first.
    Oldest,
    /// What moved most people first: see [`relevance`].
    Relevant,
}

impl CommentSort {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::Relevant];

    /// The shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Relevant => "relevant",
        }
    }
}

/// What a comment is worth in the order of [`CommentSort::Relevant`]: a point for each reaction and two for each reply,
/// as whoever answers was moved to write and not only to press a button. Equal ones come newest first, so that among
/// comments that moved nobody yet the fresh ones are on top. It does not fade with time, unlike what feeds are ranked by:
/// the comments on one post are of about the same age, and an order that changes only with what people do can be kept in
/// an index and paged by its keys. The store computes the same from its tallies.
#[must_use]
pub const fn relevance(reactions: u64, replies: u64) -> u64 {
    reactions.saturating_add(replies.saturating_mul(2))
}

/// The place of a comment in every order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommentKey {
    /// Its [`relevance`] when it was read.
    pub relevance: i64,
    /// Its id.
    pub id: i64,
}

/// A page of comments.
pub type CommentPage<T> = Page<T, CommentKey>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_counts_as_much_as_two_reactions() {
        assert_eq!(relevance(0, 0), 0);
        assert_eq!(relevance(2, 0), relevance(0, 1));
        assert_eq!(relevance(3, 4), 11);
        assert_eq!(relevance(u64::MAX, u64::MAX), u64::MAX);
    }
}
