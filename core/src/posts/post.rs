//! A post and its text.

use time::Duration;

use super::{audience::Audience, commenting::CommentPolicy};
use crate::shared::{
    clock::Timestamp,
    fields::Refusal,
    id::{GroupId, PostId, UserId},
    text,
};

/// The most characters of a post's text.
pub const TEXT_MAX: usize = 10_000;
/// The most characters of a title.
pub const TITLE_MAX: usize = 200;
/// The most characters of a content warning.
pub const WARNING_MAX: usize = 200;

/// What a post says.
pub type PostText = text::Block<TEXT_MAX>;

/// The heading of a post: one line of 1 to [`TITLE_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostTitle(String);

impl PostTitle {
    /// Takes what a person typed; an empty line means no title.
    pub fn parse(raw: &str) -> Result<Option<Self>, Refusal> {
        text::optional_line(Some(raw), TITLE_MAX).map(|title| title.map(Self))
    }

    /// Takes what was stored after [`PostTitle::parse`].
    #[must_use]
    pub fn stored(title: String) -> Self {
        Self(title)
    }

    /// The title.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is said before a post is shown: one line of 1 to [`WARNING_MAX`] characters. Text and pictures stay covered until
/// the reader asks for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentWarning(String);

impl ContentWarning {
    /// Takes what a person typed; an empty line means no warning.
    pub fn parse(raw: &str) -> Result<Option<Self>, Refusal> {
        text::optional_line(Some(raw), WARNING_MAX).map(|warning| warning.map(Self))
    }

    /// Takes what was stored after [`ContentWarning::parse`].
    #[must_use]
    pub fn stored(warning: String) -> Self {
        Self(warning)
    }

    /// The warning.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A post. Its pictures are kept beside it: see [`Picture`](super::Picture).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its id; a later post has a larger one.
    pub id: PostId,
    /// Who wrote it.
    pub author: UserId,
    /// Its heading, when it has one.
    pub title: Option<PostTitle>,
    /// What it says.
    pub text: PostText,
    /// What is said before it is shown.
    pub warning: Option<ContentWarning>,
    /// The post that it shares: never a share itself. Whether it is still there is asked when it is shown.
    pub original: Option<PostId>,
    /// The group in which it is; its audience is [`Audience::Group`] then.
    pub group: Option<GroupId>,
    /// Whom it is for.
    pub audience: Audience,
    /// Who of those may comment on it.
    pub comment_policy: CommentPolicy,
    /// How many pictures it has.
    pub picture_count: usize,
    /// Whether its readers are asked something: see [`Poll`](crate::polls::Poll).
    pub has_poll: bool,
    /// Whether it shows a preview of a page: see [`LinkPreview`](crate::previews::LinkPreview).
    pub has_preview: bool,
    /// Whether it belongs to an event, which has its id: see [`GroupEvent::post_id`](crate::events::GroupEvent::post_id).
    pub has_event: bool,
    /// When it was published.
    pub created_at: Timestamp,
    /// When its text or pictures last changed.
    pub edited_at: Option<Timestamp>,
    /// When its author deleted it.
    pub deleted_at: Option<Timestamp>,
}

impl Post {
    /// Whether it is there for those who may see it.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.deleted_at.is_none()
    }

    /// Whether everybody who sees what it shares is told of it in a number. A share for fewer is not counted for anybody: a
    /// number that is larger than the list would tell of it.
    #[must_use]
    pub fn counts_as_share(&self) -> bool {
        self.is_live() && self.original.is_some() && self.audience == Audience::Public
    }

    /// A post says, shows or shares something; otherwise the field `content` is missing.
    pub fn check_substance(&self) -> Result<(), Refusal> {
        if self.text.is_empty() && self.picture_count == 0 && self.original.is_none() {
            return Err(Refusal::new(
                "required",
                "Write something or add a picture.",
            ));
        }
        Ok(())
    }
}

/// What the operator decides about posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostPolicy {
    /// How long a deletion can be taken back. When it is over the pictures are erased.
    pub undo_window: Duration,
}

impl Default for PostPolicy {
    /// Ten minutes to change one's mind.
    fn default() -> Self {
        Self {
            undo_window: Duration::minutes(10),
        }
    }
}

impl PostPolicy {
    /// Until when a post deleted at `deleted_at` can be restored.
    #[must_use]
    pub fn undo_until(self, deleted_at: Timestamp) -> Timestamp {
        deleted_at.plus(self.undo_window)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_may_be_empty_and_is_bounded_by_characters() {
        assert!(PostText::parse(" \n ").unwrap().is_empty());
        assert_eq!(
            PostText::parse(&"ß".repeat(10_000))
                .unwrap()
                .as_str()
                .chars()
                .count(),
            10_000
        );
        assert_eq!(
            PostText::parse(&"ß".repeat(10_001)).unwrap_err().code,
            "too_long"
        );
    }

    #[test]
    fn text_keeps_its_lines_and_emoji_and_refuses_nul() {
        let said = "Good morning 👩‍👩‍👧\n\nto all";
        assert_eq!(PostText::parse(said).unwrap().as_str(), said);
        assert_eq!(
            PostText::parse("a\0b").unwrap_err().code,
            "invalid_characters"
        );
    }

    #[test]
    fn a_warning_is_one_line_of_at_most_two_hundred_characters() {
        assert_eq!(ContentWarning::parse(" ").unwrap(), None);
        let warning = ContentWarning::parse(" Spiders ").unwrap().unwrap();
        assert_eq!(warning.as_str(), "Spiders");
        for (odd, code) in [
            ("a\nb".to_owned(), "invalid_characters"),
            ("a".repeat(201), "too_long"),
        ] {
            assert_eq!(ContentWarning::parse(&odd).unwrap_err().code, code);
        }
    }

    #[test]
    fn a_title_is_one_line_of_at_most_two_hundred_characters() {
        assert_eq!(PostTitle::parse("  ").unwrap(), None);
        assert_eq!(
            PostTitle::parse(" Summer ").unwrap().unwrap().as_str(),
            "Summer"
        );
        assert_eq!(
            PostTitle::parse(&"a".repeat(201)).unwrap_err().code,
            "too_long"
        );
        assert_eq!(
            PostTitle::parse("a\nb").unwrap_err().code,
            "invalid_characters"
        );
    }
}
