//! Parts of a file, and files that a client has already (RFC 9110, sections 13 and 14).

/// Which bytes to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of them.
    Whole,
    /// Those from the first up to, without, the second.
    Part(u64, u64),
    /// None that are there.
    Nothing,
}

/// Reads a `Range` header for a file of `length` bytes. What is no single range of bytes is ignored, as the standard
/// allows, and the whole is sent.
pub(super) fn wanted(header: Option<&str>, length: u64) -> Wanted {
    let single = header
        .and_then(|header| header.trim().strip_prefix("bytes="))
        .filter(|ranges| !ranges.contains(','));
    let Some((first, last)) = single.and_then(|range| range.trim().split_once('-')) else {
        return Wanted::Whole;
    };
    let bounds = match (number(first), number(last)) {
        (Bound::At(first), Bound::At(last)) if first <= last => {
            (first, last.saturating_add(1).min(length))
        }
        (Bound::At(first), Bound::Open) => (first, length),
        (Bound::Open, Bound::At(count)) => (length.saturating_sub(count), length),
        _ => return Wanted::Whole,
    };
    if bounds.0 < bounds.1 {
        Wanted::Part(bounds.0, bounds.1)
    } else {
        Wanted::Nothing
    }
}

enum Bound {
    At(u64),
    Open,
    Odd,
}

fn number(text: &str) -> Bound {
    if text.is_empty() {
        return Bound::Open;
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Bound::Odd;
    }
    text.parse().map_or(Bound::Odd, Bound::At)
}

/// Whether an `If-None-Match` names this tag. Weak tags count as equal here (RFC 9110, 13.1.2).
pub(in crate::http) fn is_known(header: Option<&str>, tag: &str) -> bool {
    header.is_some_and(|header| {
        header
            .split(',')
            .map(str::trim)
            .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ranges_are_cut_to_the_file() {
        for (header, expected) in [
            ("bytes=0-3", Wanted::Part(0, 4)),
            ("bytes=5-", Wanted::Part(5, 10)),
            ("bytes=-4", Wanted::Part(6, 10)),
            ("bytes=-99", Wanted::Part(0, 10)),
            ("bytes=8-99", Wanted::Part(8, 10)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=99-100", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
        ] {
            assert_eq!(wanted(Some(header), 10), expected, "{header}");
        }
    }

    #[test]
    fn what_is_no_single_range_is_ignored() {
        for header in [
            "",
            "bytes=",
            "bytes=-",
            "bytes=5-2",
            "bytes=0-1,4-5",
            "items=0-1",
            "bytes=a-b",
            "bytes=+1-2",
            "bytes=99999999999999999999-",
        ] {
            assert_eq!(wanted(Some(header), 10), Wanted::Whole, "{header}");
        }
        assert_eq!(wanted(None, 10), Wanted::Whole);
    }

    #[test]
    fn a_tag_is_known_in_a_list_weak_or_by_the_star() {
        for header in ["\"a\"", "\"b\", \"a\"", "W/\"a\"", "*"] {
            assert!(is_known(Some(header), "\"a\""), "{header}");
        }
        assert!(!is_known(Some("\"b\""), "\"a\"") && !is_known(None, "\"a\""));
    }
}
