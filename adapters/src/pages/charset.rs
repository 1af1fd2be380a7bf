//! The text of a page, whatever it is encoded in.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page its own word on the encoding is looked for.
const LOOKED_THROUGH: usize = 1_024;

/// The text of `bytes`: by their byte order mark, by `label` of the answer, by what the page says, or as UTF-8 if they are
/// that. What cannot be read becomes replacement characters.
pub(super) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = named
        .or_else(|| said_by(bytes))
        .unwrap_or_else(|| guessed(bytes));
    let (text, ..) = encoding.decode(bytes);
    text
}

/// `<meta charset=…>`, or the same inside of a `content`.
fn said_by(bytes: &[u8]) -> Option<&'static Encoding> {
    const WORD: &[u8] = b"charset=";
    let start = bytes.get(..LOOKED_THROUGH.min(bytes.len()))?;
    let start = start.to_ascii_lowercase();
    let at = start.windows(WORD.len()).position(|part| part == WORD)?;
    let rest = start.get(at + WORD.len()..)?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.+".contains(byte))
        .unwrap_or(rest.len());
    Encoding::for_label(rest.get(..end)?)
}

/// UTF-8, also where a character was cut off at the end; otherwise what the web was written in before.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_some() => WINDOWS_1252,
        _ => UTF_8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_believed_before_the_page() {
        let bytes = b"<meta charset=utf-8>caf\xe9";
        assert!(decode(bytes, Some("ISO-8859-1")).ends_with("café"));
        assert!(decode(bytes, Some("nonsense")).ends_with("caf\u{FFFD}"));
    }

    #[test]
    fn a_page_says_itself_what_it_is() {
        for page in [
            &b"<meta charset=\"Shift_JIS\">\x93\xfa"[..],
            b"<META http-equiv=content-type content='text/html; charset=shift_jis'>\x93\xfa",
        ] {
            assert!(decode(page, None).ends_with('日'));
        }
    }

    #[test]
    fn without_a_word_it_is_utf_8_or_western() {
        assert_eq!(decode("日本".as_bytes(), None), "日本");
        assert_eq!(decode(&"日本".as_bytes()[..5], None), "日\u{FFFD}");
        assert_eq!(decode(b"caf\xe9 d'or", None), "café d'or");
        assert_eq!(decode(b"\xef\xbb\xbfhi", None), "hi");
    }
}
