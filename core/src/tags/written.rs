//! What a text names: people by `@handle`, things by `#tag`.
//!
//! The rule, for both signs. A sign counts at the beginning of the text, and after any character that is neither part of
//! a word nor one of `@ # / & + = % $ \`. So an email address names nobody, and a backslash keeps a sign from counting.
//! What follows it is the longest run of characters of a word: letters in any script, the marks that belong to them,
//! numbers, underscores.
//!
//! - `@` and a run of 3 to 30 ASCII letters, digits and underscores, at least one of them a letter, is a handle,
//!   whatever its case; not if another `@` follows, as in an address of another place.
//! - `#` and a run that [`Tag::parse`] takes is a tag.
//!
//! Nothing counts within an address (`https://…` up to the next blank, quote or angle bracket), nor within code: between
//! two equally long runs of backticks in one paragraph, and from a line that begins with three backticks or tildes, or
//! more, to the next line that begins with as many, or to the end.

use super::tag::Tag;
use crate::shared::text::is_of_word;

/// The most people whom one text mentions; who comes later is not mentioned.
pub const MENTIONS_MAX: usize = 50;
/// The most tags of one text; what comes later is no tag.
pub const TAGS_MAX: usize = 30;

/// The handles in a text, without the `@`, in lower case, each once, in the order in which they are written.
#[must_use]
pub fn handles_in(text: &str) -> Vec<String> {
    first_of(words_after(text, '@'), MENTIONS_MAX, |word| {
        is_handle(word).then(|| word.to_ascii_lowercase())
    })
}

/// The tags in a text, each once, in the order in which they are written.
#[must_use]
pub fn tags_in(text: &str) -> Vec<Tag> {
    first_of(words_after(text, '#'), TAGS_MAX, Tag::parse)
}

fn is_handle(word: &str) -> bool {
    (3..=30).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && word.bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn first_of<T: PartialEq>(
    words: Vec<&str>,
    most: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    let mut found = Vec::new();
    for each in words.into_iter().filter_map(read) {
        if found.len() == most {
            break;
        }
        if !found.contains(&each) {
            found.push(each);
        }
    }
    found
}

/// The runs of characters of a word that follow this sign where it counts.
fn words_after(text: &str, sign: char) -> Vec<&str> {
    if !text.contains(sign) {
        return Vec::new();
    }
    let mut words = Vec::new();
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins_line = matches!(before, None | Some('\n'));
        let skipped = length_of_code(rest, begins_line).or_else(|| length_of_address(rest));
        let (passed, after) = match skipped {
            Some(length) => rest.split_at(length),
            None => rest.split_at(first.len_utf8()),
        };
        if skipped.is_none() && first == sign && before.is_none_or(lets_sign_count) {
            let (word, behind) = word_at(after);
            if !(sign == '@' && behind.starts_with('@')) {
                words.push(word);
            }
        }
        before = passed.chars().next_back();
        rest = after;
    }
    words
}

fn lets_sign_count(before: char) -> bool {
    !is_of_word(before) && !matches!(before, '@' | '#' | '/' | '&' | '+' | '=' | '%' | '$' | '\\')
}

/// A word, which may be empty, and what is behind it.
fn word_at(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_of_word(c)).unwrap_or(text.len()))
}

fn length_of_address(text: &str) -> Option<usize> {
    let has_scheme = ["https://", "http://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '«' | '»'
            )
    };
    has_scheme.then(|| text.find(ends).unwrap_or(text.len()))
}

/// How long the code is that begins here; a run of backticks that none answers is passed over as a whole.
fn length_of_code(text: &str, begins_line: bool) -> Option<usize> {
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = run_of(text, sign);
    let (_, inside) = text.split_at(run);
    if begins_line && run >= 3 && opens_block(inside, sign) {
        return Some(run + length_of_block(inside, sign, run));
    }
    if sign == '~' {
        return None;
    }
    Some(run + length_to_closing(inside, run).unwrap_or_default())
}

/// The line that begins a block may say a language, in which there is no backtick.
fn opens_block(inside: &str, sign: char) -> bool {
    let line = inside.split('\n').next().unwrap_or_default();
    sign == '~' || !line.contains('`')
}

fn run_of(text: &str, sign: char) -> usize {
    text.find(|c| c != sign).unwrap_or(text.len())
}

/// The lines of a block of code, with the one that ends it.
fn length_of_block(text: &str, sign: char, run: usize) -> usize {
    let mut passed = 0;
    for line in text.split_inclusive('\n') {
        let is_first = passed == 0;
        passed += line.len();
        if !is_first && run_of(line.trim_start(), sign) >= run {
            break;
        }
    }
    passed
}

/// Up to the end of the next run of exactly as many backticks in the same paragraph.
fn length_to_closing(text: &str, run: usize) -> Option<usize> {
    let mut rest = text.split("\n\n").next().unwrap_or(text);
    let all = rest.len();
    while let Some(start) = rest.find('`') {
        let (_, closing) = rest.split_at(start);
        let length = run_of(closing, '`');
        (_, rest) = closing.split_at(length);
        if length == run {
            return Some(all - rest.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<String> {
        let tags = tags_in(text).into_iter();
        tags.map(|tag| tag.as_str().to_owned()).collect()
    }

    #[test]
    fn handles_are_found_wherever_a_word_can_begin() {
        for text in [
            "@ben",
            "Hello @Ben!",
            "(@ben)",
            "“@ben”",
            "cc:@ben,",
            "*@ben*",
            "> @ben",
            "ask\n@BEN.",
            "@ben’s kettle",
            "谢谢。@ben",
            "@ben-and-others",
        ] {
            assert_eq!(handles_in(text), ["ben"], "{text:?}");
        }
    }

    #[test]
    fn what_is_part_of_something_else_names_nobody() {
        for text in [
            "ben@example.org",
            "ben+list@example.org",
            "a.b_c@example.org",
            "@ben@example.org",
            "@@ben",
            "#@ben",
            r"\@ben",
            "https://example.org/@ben",
            "HTTP://example.org/?who=(@ben)",
            "@be",
            "@123",
            "@___",
            "@benñ",
            "@бен",
            "ñ@ben",
            "_@ben",
            "@",
            "@ ben",
        ] {
            assert_eq!(handles_in(text), Vec::<String>::new(), "{text:?}");
        }
        assert_eq!(handles_in(&format!("@{}", "a".repeat(31))).len(), 0);
        assert_eq!(handles_in(&format!("@{}", "a".repeat(30))).len(), 1);
    }

    #[test]
    fn an_address_ends_where_its_link_does() {
        assert_eq!(handles_in("https://a.example/x @ben"), ["ben"]);
        assert_eq!(handles_in("<https://a.example/@ada>@ben"), ["ben"]);
        assert_eq!(tags("“https://a.example/#top” #snow"), ["snow"]);
    }

    #[test]
    fn nothing_counts_within_code() {
        for text in [
            "`@ben`",
            "``a ` @ben``",
            "```\n@ben\n```",
            "~~~ rust\n#[cfg]\n@ben\n~~~",
            "```\n@ben",
            "a\n````\n```\n@ben\n````\n",
            "```a``` `@ben`",
        ] {
            assert_eq!(handles_in(text), Vec::<String>::new(), "{text:?}");
            assert_eq!(tags(text), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn signs_around_code_count() {
        for text in [
            "`a` @ben `b`",
            "`@ben",
            "``@ben`",
            "a ~~~ @ben",
            "`a\n\n@ben`",
            "```\na\n```\n@ben",
        ] {
            assert_eq!(handles_in(text), ["ben"], "{text:?}");
        }
    }

    #[test]
    fn each_is_named_once_in_the_order_of_the_text() {
        assert_eq!(handles_in("@cid @ben @CID @ada"), ["cid", "ben", "ada"]);
        assert_eq!(tags("#b #a #B"), ["b", "a"]);
    }

    #[test]
    fn tags_end_with_their_word() {
        for (text, expected) in [
            ("#snow, #Ice!", vec!["snow", "ice"]),
            ("(#snow)", vec!["snow"]),
            ("#雪が降る。", vec!["雪が降る"]),
            ("#rock’n’roll", vec!["rock"]),
            ("#a#b", vec!["a"]),
            ("C# and F#", vec![]),
            ("&#39; x#y #1 ##z #️⃣", vec![]),
            ("#2026 #top10", vec!["top10"]),
            ("# heading", vec![]),
        ] {
            assert_eq!(tags(text), expected, "{text:?}");
        }
    }

    #[test]
    fn there_are_only_so_many() {
        let many = |sign: char| {
            let each = (0..60).map(|n| format!("{sign}name{n}"));
            each.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(handles_in(&many('@')).len(), MENTIONS_MAX);
        assert_eq!(tags(&many('#')).len(), TAGS_MAX);
    }

    #[test]
    fn every_character_is_passed_over_whatever_is_typed() {
        for text in [
            "`".repeat(10_000),
            "` `` ".repeat(2_000),
            "~".repeat(10_000),
            "@#".repeat(5_000),
        ] {
            assert!(handles_in(&text).is_empty() && tags(&text).is_empty());
        }
        assert_eq!(handles_in("👩‍👩‍👧@ben"), ["ben"]);
    }
}
