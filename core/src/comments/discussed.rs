//! A post, as far as comments on it ask.

use crate::{
    posts::{CommentPolicy, Commenter, may_comment},
    relations::Closeness,
    shared::id::{PostId, UserId},
};

/// A post that somebody sees, and how they stand to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscussedPost {
    /// The post.
    pub id: PostId,
    /// Who wrote it.
    pub author: UserId,
    /// Who may comment on it.
    pub policy: CommentPolicy,
    /// How near the viewer is to its author.
    pub closeness: Closeness,
    /// Whether it mentions the viewer.
    pub mentioned: bool,
}

impl DiscussedPost {
    /// Whether `viewer`, who sees it, may comment on it.
    #[must_use]
    pub fn takes_comments_of(&self, viewer: UserId) -> bool {
        let who = Commenter {
            is_author: viewer == self.author,
            closeness: self.closeness,
            mentioned: self.mentioned,
        };
        may_comment(self.policy, &who)
    }
}
