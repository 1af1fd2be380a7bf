//! A profile as it is stored, and what may be written into it.

use super::{Privacy, UserSummary};
use crate::{
    accounts::{BirthDate, Gender},
    shared::{clock::Timestamp, fields::Refusal, id::MediaId, text},
};

/// The most interests.
pub const TAGS: usize = 20;
/// The most characters of an interest.
pub const TAG_LENGTH: usize = 40;
/// The most characters of the bio.
pub const BIO_LENGTH: usize = 500;
/// The most characters of location and job.
pub const LINE_LENGTH: usize = 100;
const WEBSITE_LENGTH: usize = 200;

/// Everything of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Names, avatar, and whether it is private.
    pub summary: UserSummary,
    /// The wide picture.
    pub cover: Option<MediaId>,
    /// Email address.
    pub email: String,
    /// Whether the address was proved to be theirs.
    pub email_verified: bool,
    /// Day of birth.
    pub date_of_birth: BirthDate,
    /// Gender.
    pub gender: Gender,
    /// Some paragraphs; may be empty.
    pub about_me: String,
    /// Some lines below the name; may be empty.
    pub bio: String,
    /// Where they live; may be empty.
    pub location: String,
    /// What they do; may be empty.
    pub job: String,
    /// An `http` or `https` address; may be empty.
    pub website: String,
    /// Interests, in the owner's order.
    pub tags: Vec<Tag>,
    /// Who sees what.
    pub privacy: Privacy,
    /// When they registered.
    pub joined_at: Timestamp,
}

/// An interest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// As its owner wrote it, without `#`.
    pub text: String,
    /// The form that is compared.
    pub key: String,
}

impl Tag {
    /// Reads one interest.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        let text = text::line(raw.trim().trim_start_matches('#'), TAG_LENGTH)?;
        let key = text::caseless(&text);
        Ok(Self { text, key })
    }

    /// Reads a list; what occurs twice is kept once.
    pub fn parse_all(raw: &[String]) -> Result<Vec<Self>, Refusal> {
        let mut tags: Vec<Self> = Vec::with_capacity(raw.len());
        for tag in raw {
            let tag = Self::parse(tag)?;
            if tags.iter().all(|known| known.key != tag.key) {
                tags.push(tag);
            }
        }
        if tags.len() > TAGS {
            return Err(Refusal::new(
                "too_many",
                format!("Use at most {TAGS} tags."),
            ));
        }
        Ok(tags)
    }
}

/// Reads the address of a website: `http` or `https`, the latter when it names none. Empty is fine.
pub fn website(raw: &str) -> Result<String, Refusal> {
    let refused = || {
        Refusal::new(
            "invalid_website",
            "Enter an address like https://example.org.",
        )
    };
    let Some(text) = text::optional_line(Some(raw), WEBSITE_LENGTH)? else {
        return Ok(String::new());
    };
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", &text));
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") || rest.chars().any(char::is_whitespace) {
        return Err(refused());
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let plausible_host = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    if !plausible_host || port.parse::<u16>().is_err() {
        return Err(refused());
    }
    Ok(format!("{scheme}://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_lose_their_hash_and_their_doubles() {
        let raw = ["#Hiking", "hiking", " # Jazz ", "STRASSE"].map(String::from);
        let tags = Tag::parse_all(&raw).unwrap();
        assert_eq!(
            tags.iter().map(|tag| tag.text.as_str()).collect::<Vec<_>>(),
            ["Hiking", "Jazz", "STRASSE"]
        );
        assert_eq!(tags[2].key, "strasse");
    }

    #[test]
    fn tags_are_bounded_in_length_and_number() {
        assert_eq!(Tag::parse(&"a".repeat(41)).unwrap_err().code, "too_long");
        assert_eq!(Tag::parse("#").unwrap_err().code, "required");
        let many: Vec<_> = (0..21).map(|number| format!("tag{number}")).collect();
        assert_eq!(Tag::parse_all(&many).unwrap_err().code, "too_many");
        assert_eq!(Tag::parse_all(&many[..20]).unwrap().len(), 20);
    }

    #[test]
    fn websites_are_web_addresses() {
        assert_eq!(website("").unwrap(), "");
        assert_eq!(
            website("example.org/me?x=1").unwrap(),
            "https://example.org/me?x=1"
        );
        assert_eq!(
            website("HTTP://Example.org:8080").unwrap(),
            "http://Example.org:8080"
        );
        assert_eq!(
            website("https://bücher.example").unwrap(),
            "https://bücher.example"
        );
        for odd in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "ftp://example.org",
            "data:text/html,x",
            "https://user@example.org",
            "https://",
            "localhost",
            "https://exa mple.org",
            "//example.org",
            "https://example.org:port",
        ] {
            assert_eq!(
                website(odd).map_err(|refusal| refusal.code),
                Err("invalid_website"),
                "{odd}"
            );
        }
    }
}
