//! Bearer secrets: shown once, stored only as a hash.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::ids::Random;

/// The SHA-256 of a [`SecretToken`]: all that the store ever sees of it.
pub type TokenHash = [u8; 32];

/// A random 256-bit token in the hands of its bearer: a session cookie, a mailed link. Never logged or stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretToken(String);

impl SecretToken {
    /// A fresh token.
    #[must_use]
    pub fn generate(random: &dyn Random) -> Self {
        Self::of(random.bytes())
    }

    /// The token of these bytes, which nobody can foresee.
    #[must_use]
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A token as a client sent it. Anything that is not 43 characters of URL-safe base64 is refused
    /// here, so that no oversized or odd value reaches the store.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 43
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// What is stored and looked up. A plain hash is enough: the token is random, not a password.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The token itself, for the one place that hands it to its bearer.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretToken(…)")
    }
}

/// A password as it was typed. Never logged or stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes the password exactly as typed: nothing is trimmed, folded or cut.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for the hasher and the strength rule.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;

    impl Random for Fixed {
        fn bytes(&self) -> [u8; 32] {
            [7; 32]
        }
    }

    #[test]
    fn a_generated_token_parses_and_hashes_the_same() {
        let token = SecretToken::generate(&Fixed);
        let parsed = SecretToken::parse(token.expose()).unwrap();
        assert_eq!(parsed.hash(), token.hash());
    }

    #[test]
    fn odd_tokens_are_refused_before_the_store() {
        for odd in [
            "",
            "short",
            &"a".repeat(44),
            &format!("{}!", "a".repeat(42)),
        ] {
            assert_eq!(SecretToken::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let token = SecretToken::generate(&Fixed);
        assert!(!format!("{token:?}").contains(token.expose()));
        assert_eq!(
            format!("{:?}", Password::new("hunter2".into())),
            "Password(…)"
        );
    }
}
