//! A post, as far as comments on it ask.

use crate::{
    groups::Standing,
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
    /// How the viewer stands to the group in which it is; `None` when it is in none.
    pub group: Option<Standing>,
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
        self.group.is_none_or(Standing::is_member) && may_comment(self.policy, &who)
    }

    /// Whether `viewer` may delete what `commenter` said on it: their own, on their own post, or in a group in which they
    /// keep order.
    #[must_use]
    pub fn lets_delete(&self, viewer: UserId, commenter: UserId) -> bool {
        let keeps_order = self.group.is_some_and(Standing::keeps_order);
        viewer == commenter || viewer == self.author || keeps_order
    }
}
