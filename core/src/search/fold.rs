//! The form in which words are compared.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

/// The parts of a text that stand between separators, folded: without accents, in lower case, compatibility forms
/// (full width, ligatures) as the plain ones. Other scripts keep their letters.
pub(super) fn parts(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let parts: Vec<String> = folded
        .split(|c: char| !belongs_to_word(c))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    parts.into_iter()
}

fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|c| !is_accent(*c));
    let lower = bare.flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for c in lower {
        match plain(c) {
            Some(plain) => folded.push_str(plain),
            None => folded.push(c),
        }
    }
    folded
}

/// Marks that are attached to a letter or written over or under it: accents, and the points of Hebrew, Arabic and
/// Syriac. Vowel signs, viramas and voicing marks are letters to those who write them, and stay.
fn is_accent(c: char) -> bool {
    matches!(canonical_combining_class(c), 1 | 10..=36 | 202..=240)
}

/// Letters with strokes, and letters in one, which have no decomposition.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ŧ' => "t",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
}

fn belongs_to_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            get_general_category(c),
            GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        parts(text).collect()
    }

    #[test]
    fn accents_and_case_are_left_out() {
        for (text, expected) in [
            ("Zoë", "zoe"),
            ("Zoe\u{308}", "zoe"),
            ("ÉCOLE", "ecole"),
            ("Nguyễn", "nguyen"),
            ("İstanbul", "istanbul"),
            ("Işık", "isik"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("Jørgen", "jorgen"),
            ("Łukasz", "lukasz"),
            ("Đorđe", "dorde"),
            ("Þóra", "thora"),
            ("Æsa", "aesa"),
            ("ﬁona", "fiona"),
            ("Ａｄａ", "ada"),
            ("Αλέξανδρος", "αλεξανδροσ"),
            ("Алёна", "алена"),
            ("مُحَمَّد", "محمد"),
        ] {
            assert_eq!(folded(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(folded("王小明"), ["王小明"]);
        assert_eq!(folded("李 明"), ["李", "明"]);
        assert_ne!(folded("がき"), folded("かき"));
        assert_ne!(folded("किरण"), folded("करण"));
        assert_eq!(folded("สมชาย").len(), 1);
        // What is typed of a syllable so far is where the syllable begins.
        let (whole, begun) = (folded("김").concat(), folded("기").concat());
        assert!(whole.starts_with(&begun));
    }

    #[test]
    fn words_end_at_whatever_is_no_letter_and_no_digit() {
        assert_eq!(folded("O’Brien-Smith"), ["o", "brien", "smith"]);
        assert_eq!(folded("@member_12"), ["member", "12"]);
        assert!(folded("' \" % * _ ( ) \u{0} 👩‍👧 --").is_empty());
    }
}
