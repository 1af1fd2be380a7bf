//! Comments: what members say about a post, and in answer to each other.
//!
//! They are threaded, as deep as any talk goes ([`DEPTH_MAX`]), and seen by whoever sees the post. A comment that was deleted, and one by somebody
//! whom the viewer must not see, look alike: nothing but a place is left, as long as something stands below it.

mod comment;
mod delete;
mod discussed;
mod edit;
#[cfg(test)]
pub(crate) mod fixtures;
mod list;
mod ports;
mod publish;
mod purge;
mod restore;
mod show;
mod sort;
mod view;

pub use comment::{COMMENT_MAX, Comment, CommentText, DEPTH_MAX, Deletion};
pub use delete::{DeleteComment, DeleteCommentError};
pub use discussed::DiscussedPost;
pub use edit::{CommentEdit, EditComment, EditCommentError};
pub use list::{ListComments, ListCommentsError};
pub use ports::{CommentListRepo, CommentRepo};
pub use publish::{NewComment, PublishComment, PublishCommentError};
pub use purge::{PurgeComment, PurgeCommentError};
pub use restore::{RestoreComment, RestoreCommentError};
pub use show::{ShowComment, ShowCommentError};
pub use sort::{CommentKey, CommentPage, CommentSort, relevance};
pub use view::{
    ANCESTORS_MAX, CommentInThread, CommentPermissions, CommentView, FoundComment, Said,
};

use crate::{posts::PostPolicy, shared::ports::Ports};

/// Everything that can be done with comments.
pub struct Comments {
    /// Comment on a post, or answer a comment.
    pub publish: PublishComment,
    /// Read pages of comments.
    pub list: ListComments,
    /// Read one comment and what is above it.
    pub show: ShowComment,
    /// Change one's own comment.
    pub edit: EditComment,
    /// Delete one's own comment, or one on one's own post.
    pub delete: DeleteComment,
    /// Take a deletion back.
    pub restore: RestoreComment,
}

impl Comments {
    /// The use cases over these ports. How long a deletion can be taken back is the same as with posts.
    #[must_use]
    pub fn new(ports: &Ports, policy: PostPolicy) -> Self {
        Self {
            publish: PublishComment::new(ports.clone()),
            list: ListComments::new(ports.clone()),
            show: ShowComment::new(ports.clone()),
            edit: EditComment::new(ports.clone()),
            delete: DeleteComment::new(ports.clone(), policy),
            restore: RestoreComment::new(ports.clone(), policy),
        }
    }
}
