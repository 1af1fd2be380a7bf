//! What goes wrong with comments, on the wire.

use kith_core::{
    comments::{
        DeleteCommentError, EditCommentError, ListCommentsError, PublishCommentError,
        RestoreCommentError, ShowCommentError,
    },
    posts::CommentPolicy,
};

use crate::http::problem::ApiError;

impl From<PublishCommentError> for ApiError {
    fn from(error: PublishCommentError) -> Self {
        match error {
            PublishCommentError::Invalid(fields) => Self::invalid(fields),
            PublishCommentError::NotFound | PublishCommentError::Gone => Self::not_found(),
            PublishCommentError::NotAllowed(policy) => {
                Self::forbidden("comments_closed", closed(policy))
            }
            PublishCommentError::ParentGone => Self::conflict(
                "parent_gone",
                "The comment that you answer is no longer there.",
            ),
            PublishCommentError::KeyReused => Self::key_reused(),
            PublishCommentError::Store(error) => error.into(),
        }
    }
}

/// Who may comment, said to somebody who may not.
const fn closed(policy: CommentPolicy) -> &'static str {
    match policy {
        CommentPolicy::Everyone => "You cannot comment on this post.",
        CommentPolicy::Followers => "Followers of the author can comment on this post.",
        CommentPolicy::Friends => "Friends of the author can comment on this post.",
        CommentPolicy::Mentioned => "Those mentioned in this post can comment on it.",
        CommentPolicy::Nobody => "The author takes no comments on this post.",
    }
}

impl From<ListCommentsError> for ApiError {
    fn from(error: ListCommentsError) -> Self {
        match error {
            ListCommentsError::NotFound => Self::not_found(),
            ListCommentsError::Store(error) => error.into(),
        }
    }
}

impl From<ShowCommentError> for ApiError {
    fn from(error: ShowCommentError) -> Self {
        match error {
            ShowCommentError::NotFound => Self::not_found(),
            ShowCommentError::Store(error) => error.into(),
        }
    }
}

impl From<EditCommentError> for ApiError {
    fn from(error: EditCommentError) -> Self {
        match error {
            EditCommentError::Invalid(fields) => Self::invalid(fields),
            EditCommentError::NotFound => Self::not_found(),
            EditCommentError::NotTheirs => not_theirs(),
            EditCommentError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteCommentError> for ApiError {
    fn from(error: DeleteCommentError) -> Self {
        match error {
            DeleteCommentError::NotFound => Self::not_found(),
            DeleteCommentError::NotTheirs => not_theirs(),
            DeleteCommentError::Store(error) => error.into(),
        }
    }
}

impl From<RestoreCommentError> for ApiError {
    fn from(error: RestoreCommentError) -> Self {
        match error {
            RestoreCommentError::NotFound => Self::not_found(),
            RestoreCommentError::NotTheirs => not_theirs(),
            RestoreCommentError::TooLate => Self::conflict(
                "undo_expired",
                "The comment was deleted too long ago to be restored.",
            ),
            RestoreCommentError::Store(error) => error.into(),
        }
    }
}

fn not_theirs() -> ApiError {
    ApiError::forbidden("not_allowed", "This comment is somebody else's.")
}
