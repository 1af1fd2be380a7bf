//! A tag.

use unicode_general_category::{GeneralCategory, get_general_category};

use crate::shared::text::{caseless, is_of_word};

/// The most characters of a tag as it is written, without the `#`.
pub const TAG_MAX: usize = 64;

/// What posts on one thing are found by, without the `#`, in the form that is compared: `#Crème` and `#crème` are one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(String);

impl Tag {
    /// Reads a tag, with or without a leading `#`: 1 to [`TAG_MAX`] letters, marks that belong to them, digits and
    /// underscores, at least one of them a letter. `None` for anything else.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let word = raw.strip_prefix('#').unwrap_or(raw);
        let begins_well = word.chars().next().is_some_and(|first| !is_mark(first));
        let is_tag = begins_well
            && word.chars().count() <= TAG_MAX
            && word.chars().all(is_of_word)
            && word.chars().any(char::is_alphabetic);
        is_tag.then(|| Self(caseless(word)))
    }

    /// Takes what was stored after [`Tag::parse`].
    #[must_use]
    pub fn stored(tag: String) -> Self {
        Self(tag)
    }

    /// The tag, without the `#`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number sign with a mark on it is the emoji of a key, not the beginning of a tag.
fn is_mark(c: char) -> bool {
    matches!(
        get_general_category(c),
        GeneralCategory::NonspacingMark
            | GeneralCategory::SpacingMark
            | GeneralCategory::EnclosingMark
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(raw: &str) -> Option<String> {
        Tag::parse(raw).map(|tag| tag.as_str().to_owned())
    }

    #[test]
    fn a_tag_is_compared_without_its_case_and_in_one_normal_form() {
        assert_eq!(parsed("#Snow").as_deref(), Some("snow"));
        assert_eq!(parsed("Cre\u{300}me"), parsed("CRÈME"));
        assert_eq!(parsed("Straße"), parsed("STRASSE"));
        assert_eq!(parsed("ΟΔΟΣ"), parsed("οδος"));
    }

    #[test]
    fn a_tag_is_written_in_any_script() {
        for raw in ["雪", "हिन्दी", "снег_2026", "ثلج", "a", "2nd", "_a"] {
            assert!(parsed(raw).is_some(), "{raw}");
        }
    }

    #[test]
    fn what_is_no_word_is_no_tag() {
        for raw in [
            "",
            "#",
            "##a",
            "2026",
            "_",
            "1_2",
            "a b",
            "a-b",
            "a.",
            "\u{301}a",
            "\u{FE0F}\u{20E3}",
            "a\0",
            "❤",
        ] {
            assert_eq!(parsed(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn a_tag_has_at_most_sixty_four_characters() {
        assert!(parsed(&"ß".repeat(64)).is_some());
        assert_eq!(parsed(&"a".repeat(65)), None);
    }
}
