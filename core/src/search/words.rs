//! The words of a name, and the beginnings of words that are asked for.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{fold, ports::Names};

/// The words by which a member is found, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameWords {
    /// All of them.
    pub all: BTreeSet<String>,
    /// Those of the names, which are found when misspelled. Handles are many and each another: one has to know them.
    pub of_names: BTreeSet<String>,
}

impl NameWords {
    /// The words of these names.
    #[must_use]
    pub fn of(names: &Names) -> Self {
        let nickname = names.nickname.as_deref().unwrap_or_default();
        let of_names: BTreeSet<String> = [names.first_name.as_str(), &names.last_name, nickname]
            .into_iter()
            .flat_map(words_of)
            .collect();
        let mut all = of_names.clone();
        all.extend(words_of(&names.handle));
        Self { all, of_names }
    }
}

/// The words by which something with a title is found, folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TitleWords(BTreeSet<String>);

impl TitleWords {
    /// The words of this title.
    #[must_use]
    pub fn of(title: &str) -> Self {
        Self(words_of(title).into_iter().collect())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// `O’Brien` is found as `o`, `brien` and `obrien`, `Jean-Luc` as `jean`, `luc` and `jeanluc`.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in text.split_whitespace() {
        let parts: Vec<String> = fold::parts(chunk).collect();
        if parts.len() > 1 {
            words.push(parts.concat());
        }
        words.extend(parts);
    }
    words
}

/// What a list of people is narrowed by: the beginnings of up to four words, the longest first, missing ones empty.
/// A member fits when each is the beginning of one of their words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NamePrefixes([String; Self::MOST]);

impl NamePrefixes {
    /// How many are looked at: what a name has more says nothing new.
    pub const MOST: usize = 4;

    /// Reads what somebody typed. Whatever it is, it is no error; without a letter or digit everybody fits.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut words: Vec<String> = fold::parts(typed).collect();
        words.sort_by_cached_key(|word| (Reverse(word.chars().count()), word.clone()));
        Self::of(words)
    }

    fn of(words: impl IntoIterator<Item = String>) -> Self {
        let mut prefixes = Self::default();
        let mut kept: Vec<String> = Vec::with_capacity(Self::MOST);
        for word in words {
            if !kept.iter().any(|longer| longer.starts_with(&word)) {
                kept.push(word);
            }
        }
        for (place, word) in prefixes.0.iter_mut().zip(kept) {
            *place = word;
        }
        prefixes
    }

    /// Whether everybody fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// All four.
    #[must_use]
    pub fn get(&self) -> &[String; Self::MOST] {
        &self.0
    }

    /// The same with `word` in the place of `instead_of`.
    pub(super) fn with(&self, word: &str, instead_of: &str) -> Self {
        let replaced = self
            .0
            .iter()
            .map(|own| if own == instead_of { word } else { own });
        Self::of(replaced.map(str::to_owned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(first: &str, last: &str, nickname: Option<&str>, handle: &str) -> NameWords {
        NameWords::of(&Names {
            first_name: first.into(),
            last_name: last.into(),
            nickname: nickname.map(str::to_owned),
            handle: handle.into(),
        })
    }

    fn listed(words: &BTreeSet<String>) -> Vec<&str> {
        words.iter().map(String::as_str).collect()
    }

    #[test]
    fn a_member_is_found_by_every_part_of_every_name() {
        let words = words("Zoë Marie", "O’Brien", Some("Zed"), "Zoe_77");
        assert_eq!(
            listed(&words.of_names),
            ["brien", "marie", "o", "obrien", "zed", "zoe"]
        );
        assert_eq!(
            listed(&words.all),
            ["77", "brien", "marie", "o", "obrien", "zed", "zoe", "zoe77"]
        );
    }

    #[test]
    fn a_title_is_found_by_each_of_its_words() {
        let words = TitleWords::of("Café-Chor Zürich");
        let listed: Vec<&str> = words.iter().collect();
        assert_eq!(listed, ["cafe", "cafechor", "chor", "zurich"]);
    }

    #[test]
    fn what_is_typed_becomes_the_beginnings_of_words_the_longest_first() {
        let typed = |text| NamePrefixes::parse(text).0;
        assert_eq!(typed("  Ada LOVE "), ["love", "ada", "", ""]);
        assert_eq!(typed("@Zoe_77"), ["zoe", "77", "", ""]);
        assert_eq!(typed("a ad ada"), ["ada", "", "", ""]);
        assert_eq!(typed("aa bbb c dd eeee"), ["eeee", "bbb", "aa", "dd"]);
    }

    #[test]
    fn without_a_letter_or_digit_everybody_fits() {
        for typed in ["", "   ", "%_*'\"--", "\u{0}", "😀"] {
            assert!(NamePrefixes::parse(typed).is_empty(), "{typed:?}");
        }
        assert!(!NamePrefixes::parse("a").is_empty());
    }

    #[test]
    fn a_word_is_replaced_by_its_right_spelling() {
        let typed = NamePrefixes::parse("ada lovelce");
        assert_eq!(
            typed.with("lovelace", "lovelce").0,
            ["lovelace", "ada", "", ""]
        );
    }
}
