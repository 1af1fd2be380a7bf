//! What is shown of the page that a post links to.

use unicode_normalization::UnicodeNormalization as _;

use crate::{media::Media, shared::text};

/// The most characters of a page's title.
pub const TITLE_LENGTH: usize = 200;
/// The most characters of a page's description.
pub const DESCRIPTION_LENGTH: usize = 400;

/// What a page says of itself, cleaned: short lines in NFC without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageWords {
    /// Its title.
    pub title: String,
    /// What it is about; may be empty.
    pub description: String,
}

impl PageWords {
    /// Takes what a page says. A page without a title has nothing to show.
    #[must_use]
    pub fn clean(title: &str, description: &str) -> Option<Self> {
        let title = tidy(title, TITLE_LENGTH);
        let description = tidy(description, DESCRIPTION_LENGTH);
        let is_something = title.chars().any(|c| !text::is_invisible(c));
        is_something.then_some(Self { title, description })
    }
}

/// One line: what stands between words becomes one space, what draws nothing or turns the text round goes, and what is too
/// long ends in an ellipsis.
fn tidy(raw: &str, most: usize) -> String {
    let spaced = raw.chars().map(|c| if c.is_control() { ' ' } else { c });
    let plain: String = spaced
        .filter(|c| !text::overrides_direction(*c) && *c != '\u{FEFF}')
        .nfc()
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

/// A preview as it is stored and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPreview {
    /// The address, as browsers write it.
    pub url: String,
    /// The host in it, as people read it.
    pub host: String,
    /// What the page says.
    pub words: PageWords,
    /// Its picture, kept here.
    pub image: Option<Media>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_short_lines_without_tricks() {
        let words = PageWords::clean(" Zoe\u{308}\n\t said\0 \u{202E}no ", "").unwrap();
        assert_eq!(
            (words.title.as_str(), words.description.as_str()),
            ("Zoë said no", "")
        );
    }

    #[test]
    fn what_is_too_long_is_cut_by_characters() {
        let words = PageWords::clean(&"é".repeat(201), &"word ".repeat(100)).unwrap();
        assert_eq!(words.title.chars().count(), 200);
        assert!(words.title.ends_with("é…"));
        assert!(words.description.ends_with("word…") && words.description.chars().count() <= 400);
        let whole = PageWords::clean(&"é".repeat(200), "").unwrap();
        assert!(!whole.title.ends_with('…'));
    }

    #[test]
    fn a_page_without_a_title_has_nothing_to_show() {
        for title in ["", " \n ", "\u{200B}\u{3164}"] {
            assert_eq!(PageWords::clean(title, "About"), None, "{title:?}");
        }
    }
}
