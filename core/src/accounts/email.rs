//! Email addresses.

use crate::shared::{fields::Refusal, text};

/// The longest address that can travel (RFC 5321, 4.5.3.1.3).
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
const LONGEST_LABEL: usize = 63;

/// An address that mail can be sent to: shown as it was typed, compared in lower case.
#[derive(Debug, Clone)]
pub struct Email {
    typed: String,
    key: String,
}

impl Email {
    /// Reads an address: ASCII, at most 254 characters, with a dot in the domain.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        let typed = text::line(raw, LONGEST)?;
        let Some((local, domain)) = typed.rsplit_once('@') else {
            return Err(malformed());
        };
        if !is_local_part(local) || !is_domain(domain) {
            return Err(malformed());
        }
        Ok(Self {
            key: typed.to_ascii_lowercase(),
            typed,
        })
    }

    /// An address that was checked before it was stored.
    #[must_use]
    pub fn stored(typed: String) -> Self {
        Self {
            key: typed.to_ascii_lowercase(),
            typed,
        }
    }

    /// As it was typed, for display and for sending mail.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// The form that is unique and looked up.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn local_part(&self) -> &str {
        self.typed.rsplit_once('@').map_or("", |(local, _)| local)
    }
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Email {}

fn malformed() -> Refusal {
    Refusal::new(
        "invalid_email",
        "Enter an email address like name@example.org.",
    )
}

/// `dot-atom` of RFC 5322, 3.2.3; quoted local parts exist on paper only.
fn is_local_part(local: &str) -> bool {
    let atom = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    local.len() <= LONGEST_LOCAL && local.split('.').all(atom)
}

fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=LONGEST_LABEL).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top_level = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top_level.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_as_typed_and_compared_in_lower_case() {
        let email = Email::parse("  Ada.Lovelace@Example.ORG ").unwrap();
        assert_eq!(email.as_str(), "Ada.Lovelace@Example.ORG");
        assert_eq!(email.key(), "ada.lovelace@example.org");
        assert_eq!(email, Email::parse("ada.lovelace@example.org").unwrap());
        assert_eq!(email.local_part(), "Ada.Lovelace");
    }

    #[test]
    fn what_cannot_receive_mail_is_refused() {
        let odd = [
            "ada",
            "@example.org",
            "ada@",
            "ada@example",
            "a b@example.org",
            "ada@@example.org",
            ".ada@example.org",
            "ada@-x.org",
            "ada@10.0.0.1",
            "ada@exämple.org",
            "ada@example.org>",
            "ada,bob@example.org",
        ];
        for raw in odd {
            assert_eq!(
                Email::parse(raw).unwrap_err().code,
                "invalid_email",
                "{raw}"
            );
        }
    }

    #[test]
    fn plus_addresses_and_deep_domains_are_fine() {
        for raw in [
            "ada+kith@example.org",
            "a@b.co",
            "x_y@mail.sub.example.co.uk",
        ] {
            assert!(Email::parse(raw).is_ok(), "{raw}");
        }
    }

    #[test]
    fn length_is_bounded() {
        assert_eq!(Email::parse("").unwrap_err().code, "required");
        let long = format!("{}@{}.org", "a".repeat(64), "b".repeat(190));
        assert_eq!(Email::parse(&long).unwrap_err().code, "too_long");
        let long_local = format!("{}@example.org", "a".repeat(65));
        assert_eq!(Email::parse(&long_local).unwrap_err().code, "invalid_email");
    }
}
