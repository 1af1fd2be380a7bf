//! Words that are one slip of the finger apart.

use std::collections::BTreeSet;

/// Shorter words are too like each other.
const SHORTEST: usize = 4;
/// Longer ones are no names.
const LONGEST: usize = 40;

/// The word, and the word with any one of its letters left out. Two words that differ by one letter more, one less,
/// another one, or two that changed places, have one of these in common. None of words that are too short or too long.
#[must_use]
pub fn spellings(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    if !(SHORTEST..=LONGEST).contains(&letters.len()) {
        return BTreeSet::new();
    }
    let shortened = (0..letters.len()).map(|out| {
        let kept = letters
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != out);
        kept.map(|(_, letter)| *letter).collect()
    });
    shortened.chain([word.to_owned()]).collect()
}

/// Whether one becomes the other by one letter more, one less, another one, or two that change places.
#[must_use]
pub(super) fn one_slip_apart(one: &str, other: &str) -> bool {
    let mut one: Vec<char> = one.chars().collect();
    let mut other: Vec<char> = other.chars().collect();
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    one.drain(..same);
    other.drain(..same);
    while let (Some(a), Some(b)) = (one.last(), other.last()) {
        if a != b {
            break;
        }
        one.pop();
        other.pop();
    }
    match (one.as_slice(), other.as_slice()) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_have_a_spelling_in_common() {
        for (right, slip) in [
            ("lovelace", "lovelac"),
            ("lovelace", "lovelacee"),
            ("lovelace", "lovelqce"),
            ("lovelace", "lvoelace"),
            ("lovelace", "ovelace"),
            ("anna", "anno"),
            ("anna", "annaa"),
        ] {
            assert!(one_slip_apart(right, slip), "{right} {slip}");
            assert!(one_slip_apart(slip, right), "{slip} {right}");
            assert!(
                !spellings(right).is_disjoint(&spellings(slip)),
                "{right} {slip}"
            );
        }
    }

    #[test]
    fn what_is_further_apart_or_the_same_is_no_slip() {
        for (one, other) in [
            ("lovelace", "lovelace"),
            ("lovelace", "lovela"),
            ("lovelace", "olvelaec"),
            ("marta", "maria9"),
            ("abcd", "badc"),
        ] {
            assert!(!one_slip_apart(one, other), "{one} {other}");
        }
    }

    #[test]
    fn short_and_endless_words_have_no_spellings() {
        assert!(spellings("ada").is_empty());
        assert!(spellings(&"a".repeat(41)).is_empty());
        assert_eq!(spellings("zoés").len(), 5);
    }
}
