//! The address in a text that its preview is made of.

/// An address with more characters is left alone.
const LONGEST: usize = 2_000;
const SCHEMES: [&str; 2] = ["https://", "http://"];
/// What ends an address, besides spaces.
const STOPS: &str = "<>\"'`“”‘’«»";
/// What ends a sentence, not an address.
const TRAILING: &str = ".,;:!?…*_~";
const BRACKETS: [(char, char); 3] = [(')', '('), (']', '['), ('}', '{')];

/// The first `http` or `https` address in `text`, as it is written there. One that carries a name or password is none: it
/// is made to mislead.
#[must_use]
pub fn first_address(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(start) = start_of_address(rest) {
        let (_, found) = rest.split_at_checked(start)?;
        let end = found
            .find(|c: char| c.is_whitespace() || STOPS.contains(c))
            .unwrap_or(found.len());
        let (written, after) = found.split_at_checked(end)?;
        let address = trimmed(written);
        if is_plain(address) {
            return Some(address);
        }
        rest = after;
    }
    None
}

/// Where the next `http://` or `https://` is, in whatever letters.
fn start_of_address(text: &str) -> Option<usize> {
    let starts = |at: usize| {
        let found = text.as_bytes().get(at..);
        found.is_some_and(|found| {
            SCHEMES.iter().any(|scheme| {
                let start = found.get(..scheme.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
            })
        })
    };
    text.char_indices().map(|(at, _)| at).find(|at| starts(*at))
}

/// Whether it names a host, and nobody who is to log in there.
fn is_plain(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    !host.is_empty() && !host.contains('@') && address.chars().count() <= LONGEST
}

/// Takes off what belongs to the sentence around an address: full stops, and brackets that were opened before it.
fn trimmed(address: &str) -> &str {
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        if !TRAILING.contains(last) && !is_unopened(rest, last) {
            break;
        }
        rest = rest.strip_suffix(last).unwrap_or_default();
    }
    rest
}

/// Whether this closing bracket has none that opens it in `text`.
fn is_unopened(text: &str, bracket: char) -> bool {
    BRACKETS.iter().any(|(close, open)| {
        *close == bracket && text.matches(*close).count() > text.matches(*open).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_address_of_a_text_is_found_as_it_is_written() {
        for (text, found) in [
            (
                "See https://kith.example/a?b=c#d",
                "https://kith.example/a?b=c#d",
            ),
            (
                "HTTP://Kith.example, then https://b.example",
                "HTTP://Kith.example",
            ),
            (
                "(http://a.example/wiki/Snow_(weather)).",
                "http://a.example/wiki/Snow_(weather)",
            ),
            ("ü“https://a.example/ä”", "https://a.example/ä"),
            ("https://a.example/?q=(x)) and", "https://a.example/?q=(x)"),
            ("http:// https://b.example", "https://b.example"),
            (
                "https://me:secret@evil.example http://b.example",
                "http://b.example",
            ),
            ("xhttps://a.example", "https://a.example"),
        ] {
            assert_eq!(first_address(text), Some(found), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        for text in [
            "",
            "kith.example",
            "ftp://a.example",
            "javascript://a",
            "https://",
            "https://.",
            "http://@a.example",
            &long,
        ] {
            assert_eq!(first_address(text), None, "{text}");
        }
    }
}
