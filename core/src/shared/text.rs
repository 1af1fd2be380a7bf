//! Text from people: valid, bounded, in one normal form.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization as _;

use super::fields::Refusal;

/// One line: trimmed, NFC, without line breaks or control characters, 1 to `most` characters.
pub fn line(raw: &str, most: usize) -> Result<String, Refusal> {
    let text = cleaned(raw, false)?;
    if text.is_empty() {
        return Err(Refusal::required());
    }
    bounded(text, most)
}

/// One line that may be left out: empty becomes `None`.
pub fn optional_line(raw: Option<&str>, most: usize) -> Result<Option<String>, Refusal> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => line(text, most).map(Some),
    }
}

/// Several lines: trimmed, NFC, line breaks as `\n`; may be empty; at most `most` characters.
pub fn block(raw: &str, most: usize) -> Result<String, Refusal> {
    bounded(cleaned(raw, true)?, most)
}

/// Several lines that may be left out: empty becomes `None`.
pub fn optional_block(raw: Option<&str>, most: usize) -> Result<Option<String>, Refusal> {
    let text = block(raw.unwrap_or_default(), most)?;
    Ok((!text.is_empty()).then_some(text))
}

/// What somebody wrote in one line: 1 to `MOST` characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<const MOST: usize>(String);

impl<const MOST: usize> Line<MOST> {
    /// Takes what a person typed.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        line(raw, MOST).map(Self)
    }

    /// Takes what was stored after [`Line::parse`].
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody wrote in several lines: at most `MOST` characters, may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block<const MOST: usize>(String);

impl<const MOST: usize> Block<MOST> {
    /// Takes what a person typed; line breaks stay.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        optional_block(Some(raw), MOST).map(|text| Self(text.unwrap_or_default()))
    }

    /// Takes what was stored after [`Block::parse`].
    #[must_use]
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

fn bounded(text: String, most: usize) -> Result<String, Refusal> {
    if text.chars().count() > most {
        Err(Refusal::too_long(most))
    } else {
        Ok(text)
    }
}

fn cleaned(raw: &str, many_lines: bool) -> Result<String, Refusal> {
    let normal: String = raw.nfc().collect();
    let normal = normal.replace("\r\n", "\n").replace('\r', "\n");
    let text = normal.trim();
    if text
        .chars()
        .any(|c| c.is_control() && !(many_lines && matches!(c, '\n' | '\t')))
    {
        return Err(Refusal::new(
            "invalid_characters",
            "Remove the line breaks and control characters.",
        ));
    }
    if text.chars().any(overrides_direction) {
        return Err(Refusal::new(
            "invalid_characters",
            "Remove the invisible characters that change the direction of text.",
        ));
    }
    if !text.is_empty() && text.chars().all(is_invisible) {
        return Err(Refusal::required());
    }
    Ok(text.to_owned())
}

/// Explicit embeddings, overrides and isolates (UAX #9): they can reorder what stands around them.
/// The plain marks (U+200E, U+200F, U+061C) cannot, and people need them.
pub(crate) fn overrides_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether nothing is drawn for this character: joiners, marks of direction, fillers, spaces.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{2800}'
        )
        || get_general_category(c) == GeneralCategory::Format
}

/// Whether a character belongs to a word: letters in any script, the marks that belong to them, numbers, the underscore.
#[must_use]
pub fn is_of_word(c: char) -> bool {
    c == '_'
        || c.is_alphanumeric()
        || matches!(
            get_general_category(c),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
        )
}

/// The form in which two spellings that differ in letter case alone are the same: lower case, after letters that have a
/// longer capital form (`ß`, `ﬁ`, a Greek sigma at the end of a word) became it; NFC. The dotless `ı` is a letter of its
/// own.
#[must_use]
pub fn caseless(text: &str) -> String {
    let upper = text.chars().flat_map(|c| {
        let kept = (c == 'ı').then_some(c);
        kept.into_iter()
            .chain(c.to_uppercase().filter(move |_| kept.is_none()))
    });
    upper.flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_composed() {
        assert_eq!(line("  Zoe\u{308} ", 40).unwrap(), "Zoë");
    }

    #[test]
    fn emoji_sequences_keep_their_joiners() {
        let family = "👩‍👩‍👧";
        assert_eq!(line(family, 40).unwrap(), family);
    }

    #[test]
    fn empty_and_invisible_lines_are_missing() {
        for raw in ["", "   ", "\u{200B}\u{200D}", "\u{3164}"] {
            assert_eq!(line(raw, 40).unwrap_err().code, "required", "{raw:?}");
        }
    }

    #[test]
    fn breaks_nul_and_direction_overrides_are_refused() {
        for raw in ["a\nb", "a\0b", "a\u{202E}b", "a\u{2066}b"] {
            assert_eq!(
                line(raw, 40).unwrap_err().code,
                "invalid_characters",
                "{raw:?}"
            );
        }
    }

    #[test]
    fn a_block_keeps_its_lines_in_one_form() {
        assert_eq!(
            block("one\r\ntwo\rthree\n\n", 40).unwrap(),
            "one\ntwo\nthree"
        );
        assert_eq!(optional_block(Some(" \n "), 40).unwrap(), None);
    }

    #[test]
    fn case_makes_no_difference_to_what_is_compared() {
        for (one, other) in [
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("ﬁn", "FIN"),
            ("Zoe\u{308}", "ZOË"),
            ("İ", "i\u{307}"),
        ] {
            assert_eq!(caseless(one), caseless(other), "{one} {other}");
        }
        assert_ne!(caseless("sıra"), caseless("sira"));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(line(&"é".repeat(40), 40).unwrap().chars().count(), 40);
        assert_eq!(line(&"é".repeat(41), 40).unwrap_err().code, "too_long");
    }
}
