//! Whom an attempt to log in is counted against.

use kith_core::accounts::{Email, Handle};

/// The same for every way to write an address or a handle, so that writing it otherwise is no fresh start.
pub(super) fn account_key(login: &str) -> String {
    Email::parse(login)
        .map(|email| email.key().to_owned())
        .or_else(|_| Handle::parse(login).map(|handle| handle.key().to_owned()))
        .unwrap_or_default() // nobody: all such attempts count as one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_ways_to_write_it_count_as_one() {
        for (written, key) in [
            (" @Ada ", "ada"),
            ("ada", "ada"),
            ("Ada@Example.org ", "ada@example.org"),
            ("", ""),
            ("@@ada", ""),
        ] {
            assert_eq!(account_key(written), key, "{written}");
        }
    }
}
