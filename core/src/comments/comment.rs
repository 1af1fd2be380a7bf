//! A comment.

use crate::shared::{
    clock::Timestamp,
    fields::Refusal,
    id::{CommentId, MediaId, PostId, UserId},
    text,
};

/// The most comments above another. What a deletion changes is carried upwards one by one, and SQLite removes no more than
/// a thousand rows below each other along with what they hang on.
pub const DEPTH_MAX: u32 = 900;

/// The most characters of a comment.
pub const COMMENT_MAX: usize = 5_000;

/// What a comment says.
pub type CommentText = text::Block<COMMENT_MAX>;

/// A comment on a post, or an answer to another comment on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id; a later comment has a larger one.
    pub id: CommentId,
    /// The post.
    pub post: PostId,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// How many comments are above it.
    pub depth: u32,
    /// Who wrote it.
    pub author: UserId,
    /// What it says.
    pub text: CommentText,
    /// The picture that it shows.
    pub picture: Option<MediaId>,
    /// When it was published.
    pub created_at: Timestamp,
    /// When its text or picture last changed.
    pub edited_at: Option<Timestamp>,
    /// That it was deleted.
    pub deletion: Option<Deletion>,
}

/// When a comment was deleted, and by whom: who deleted it may take that back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deletion {
    /// When.
    pub at: Timestamp,
    /// By its author, or by the post's.
    pub by: UserId,
}

impl Comment {
    /// Whether it is there to be read.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.deletion.is_none()
    }

    /// A comment says something or shows something; otherwise the field `content` is missing.
    pub fn check_substance(&self) -> Result<(), Refusal> {
        if self.text.is_empty() && self.picture.is_none() {
            return Err(Refusal::new(
                "required",
                "Write something or add a picture.",
            ));
        }
        Ok(())
    }
}

/// Why the picture that a form names under `media_id` is not taken. One answer for what is missing, foreign, in use or
/// broken: which of them it is concerns the uploader alone.
pub(super) fn unusable_picture() -> Refusal {
    Refusal::new(
        "unusable_media",
        "This picture cannot be used. Please upload it again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comments::fixtures::comment;

    #[test]
    fn a_comment_has_at_most_five_thousand_characters() {
        assert!(CommentText::parse(&"ß".repeat(5_000)).is_ok());
        let long = CommentText::parse(&"ß".repeat(5_001)).unwrap_err();
        assert_eq!(long.code, "too_long");
    }

    #[test]
    fn it_says_or_shows_something() {
        let silent = Comment {
            text: CommentText::default(),
            ..comment(1)
        };
        assert_eq!(silent.check_substance().unwrap_err().code, "required");
        let picture = Some(MediaId::new(9));
        assert!(Comment { picture, ..silent }.check_substance().is_ok());
        assert!(comment(1).check_substance().is_ok());
    }
}
