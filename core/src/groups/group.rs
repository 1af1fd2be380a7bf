//! A group: what it is called, what it is about, who may join.

use super::standing::GroupRules;
use crate::shared::{
    clock::Timestamp,
    id::{GroupId, MediaId, UserId},
    text,
};

/// The most characters of a group's title.
pub const GROUP_TITLE_MAX: usize = 100;
/// The most characters of a group's description.
pub const GROUP_DESCRIPTION_MAX: usize = 5_000;

/// What a group is called. Several groups may be called the same.
pub type GroupTitle = text::Line<GROUP_TITLE_MAX>;

/// What a group is about; may be empty.
pub type GroupDescription = text::Block<GROUP_DESCRIPTION_MAX>;

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id; a later group has a larger one.
    pub id: GroupId,
    /// What it is called.
    pub title: GroupTitle,
    /// What it is about.
    pub description: GroupDescription,
    /// Who finds it, how one joins and who decides about that.
    pub rules: GroupRules,
    /// Whose it is.
    pub owner: UserId,
    /// The wide picture above it.
    pub banner: Option<MediaId>,
    /// When it was created.
    pub created_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_that_says_something() {
        assert_eq!(GroupTitle::parse(" Choir ").unwrap().as_str(), "Choir");
        for (odd, code) in [
            ("  ".to_owned(), "required"),
            ("a\nb".to_owned(), "invalid_characters"),
            ("a".repeat(101), "too_long"),
        ] {
            assert_eq!(GroupTitle::parse(&odd).unwrap_err().code, code);
        }
    }

    #[test]
    fn a_description_has_several_lines_or_none() {
        assert!(GroupDescription::parse("  ").unwrap().is_empty());
        let lines = "We sing.\n\nTuesdays.";
        assert_eq!(GroupDescription::parse(lines).unwrap().as_str(), lines);
        let long = "a".repeat(5_001);
        assert_eq!(GroupDescription::parse(&long).unwrap_err().code, "too_long");
    }
}
