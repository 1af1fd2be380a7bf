//! The unique `@handle`.

use unicode_normalization::UnicodeNormalization as _;

use crate::shared::fields::Refusal;

const SHORTEST: usize = 3;
const LONGEST: usize = 30;
/// Leaves room for the digits that make a derived handle unique.
const LONGEST_DERIVED: usize = 22;

/// Names that would be taken for the place itself, for a group of people, or for a page.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "admin",
    "administrator",
    "all",
    "anonymous",
    "api",
    "assets",
    "channel",
    "deleted",
    "docs",
    "everyone",
    "feed",
    "friends",
    "group",
    "groups",
    "health",
    "help",
    "here",
    "kith",
    "login",
    "logout",
    "mod",
    "moderator",
    "moderators",
    "nobody",
    "notifications",
    "null",
    "official",
    "owner",
    "postmaster",
    "privacy",
    "register",
    "root",
    "search",
    "security",
    "settings",
    "staff",
    "support",
    "system",
    "team",
    "terms",
    "undefined",
    "user",
    "webmaster",
];

/// 3 to 30 ASCII letters, digits or underscores, at least one of them a letter; compared in lower case.
/// ASCII alone, so that no two handles look the same in another script; nor do two that are in use within it, see
/// [`Handle::look`].
#[derive(Debug, Clone)]
pub struct Handle {
    shown: String,
    key: String,
}

impl Handle {
    /// Reads a handle, with or without a leading `@`.
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        let text = raw.trim();
        let text = text.strip_prefix('@').unwrap_or(text);
        if text.is_empty() {
            return Err(Refusal::required());
        }
        if text.chars().count() < SHORTEST {
            return Err(Refusal::new("too_short", "Use at least 3 characters."));
        }
        if text.chars().count() > LONGEST {
            return Err(Refusal::too_long(LONGEST));
        }
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return Err(Refusal::new(
                "invalid_characters",
                "Use letters from a to z, digits and underscores only.",
            ));
        }
        if !text.bytes().any(|b| b.is_ascii_alphabetic()) {
            return Err(Refusal::new("no_letter", "Use at least one letter."));
        }
        let handle = Self::stored(text.to_owned());
        if is_reserved(&handle.shown) {
            return Err(Refusal::new(
                "reserved",
                "This name is reserved. Please choose another.",
            ));
        }
        Ok(handle)
    }

    /// A handle that was checked before it was stored.
    #[must_use]
    pub fn stored(shown: String) -> Self {
        Self {
            key: shown.to_ascii_lowercase(),
            shown,
        }
    }

    /// As its owner writes it, without the `@`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// The form that is looked up.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What the eye makes of it: the same for two handles that can be taken for one another, of which only one is given.
    #[must_use]
    pub fn look(&self) -> String {
        look(&self.shown)
    }
}

impl PartialEq for Handle {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Handle {}

/// The look-alikes within ASCII that Unicode lists (UTS #39), in any case: `0` and `O`; `1`, `I` and `l`; `rn` and `m`.
/// A small `i` is not among them: it has its dot, and Elia is not Ella. The unique index on `users` says the same in SQL.
fn look(shown: &str) -> String {
    shown
        .replace(['I', '1'], "l")
        .to_ascii_lowercase()
        .replace('0', "o")
        .replace('m', "rn")
}

/// `admin`, but also `Admin_2`, `Adrnin` and `adm1n`.
fn is_reserved(shown: &str) -> bool {
    let bare = shown.trim_matches('_');
    let stem = shown.trim_matches(|c: char| c == '_' || c.is_ascii_digit());
    let spelled = bare.to_ascii_lowercase().replace('1', "i");
    let seen = [
        look(stem),
        look(bare),
        look(&spelled),
        look(spelled.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit())),
    ];
    RESERVED.iter().any(|word| seen.contains(&look(word)))
}

/// Proposes handles for somebody who has not chosen one: from the nickname, else from the name.
#[derive(Debug, Clone)]
pub struct HandleProposal {
    stem: String,
}

impl HandleProposal {
    /// A proposal for a person of this name. Names in other scripts than Latin become `member`.
    #[must_use]
    pub fn new(nickname: Option<&str>, first_name: &str, last_name: &str) -> Self {
        let full_name = format!("{first_name} {last_name}");
        let stem = nickname
            .into_iter()
            .chain([full_name.as_str(), first_name])
            .map(slug)
            .find(|stem| Handle::parse(stem).is_ok())
            .unwrap_or_else(|| "member".to_owned());
        Self { stem }
    }

    /// The handle to try when `attempt` others were taken: `ada`, `ada2` to `ada9`, then with six digits drawn from `seed`.
    #[must_use]
    pub fn candidate(&self, attempt: u32, seed: [u8; 32]) -> Handle {
        let suffix = match attempt {
            0 => String::new(),
            1..=8 => (attempt + 1).to_string(),
            _ => {
                let [a, b, c, d, ..] = seed;
                format!("{:06}", u32::from_be_bytes([a, b, c, d]) % 1_000_000)
            }
        };
        Handle::stored(format!("{}{suffix}", self.stem))
    }
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfd() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => slug.push(c.to_ascii_lowercase()),
            ' ' | '_' | '-' | '.' if !slug.is_empty() && !slug.ends_with('_') => slug.push('_'),
            _ => slug.push_str(transliterated(c)),
        }
    }
    slug.truncate(LONGEST_DERIVED);
    slug.trim_end_matches('_').to_owned()
}

/// Latin letters that do not decompose into an ASCII letter and a mark.
fn transliterated(c: char) -> &'static str {
    match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ð' | 'Ð' | 'đ' | 'Đ' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ŧ' | 'Ŧ' => "t",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(nickname: Option<&str>, first: &str, last: &str) -> String {
        HandleProposal::new(nickname, first, last)
            .candidate(0, [0; 32])
            .as_str()
            .to_owned()
    }

    #[test]
    fn names_near_a_reserved_word_are_free() {
        for raw in ["ali", "team_ada", "modesty", "roots"] {
            assert!(Handle::parse(raw).is_ok(), "{raw}");
        }
    }

    #[test]
    fn a_handle_keeps_its_case_and_is_compared_without() {
        let handle = Handle::parse(" @Ada_L ").unwrap();
        assert_eq!((handle.as_str(), handle.key()), ("Ada_L", "ada_l"));
        assert_eq!(handle, Handle::parse("ADA_l").unwrap());
    }

    #[test]
    fn odd_handles_are_refused_with_a_reason() {
        let cases = [
            ("", "required"),
            ("ab", "too_short"),
            (&"a".repeat(31), "too_long"),
            ("ada.l", "invalid_characters"),
            ("аda", "invalid_characters"), // a Cyrillic а
            ("12345", "no_letter"),
            ("___", "no_letter"),
            ("Admin", "reserved"),
            ("admin_2", "reserved"),
            ("adm1n", "reserved"),
            ("Adrnin", "reserved"),
            ("0wner", "reserved"),
            ("adm1n_2", "reserved"),
            ("aIl", "reserved"),
        ];
        for (raw, code) in cases {
            assert_eq!(Handle::parse(raw).unwrap_err().code, code, "{raw}");
        }
    }

    #[test]
    fn handles_that_look_alike_have_one_look() {
        let look = |raw| Handle::parse(raw).unwrap().look();
        for (one, other) in [
            ("paul", "pauI"),
            ("paul", "pau1"),
            ("zoe", "z0e"),
            ("mona", "rnona"),
            ("Ada", "aDA"),
        ] {
            assert_eq!(look(one), look(other), "{one} {other}");
        }
        for (one, other) in [
            ("ada", "ada2"),
            ("ada_l", "adal"),
            ("elia", "ella"),
            ("Ali", "alli"),
        ] {
            assert_ne!(look(one), look(other), "{one} {other}");
        }
    }

    #[test]
    fn a_proposal_prefers_the_nickname() {
        assert_eq!(proposed(Some("Countess"), "Ada", "Lovelace"), "countess");
        assert_eq!(proposed(None, "Ada", "Lovelace"), "ada_lovelace");
        assert_eq!(proposed(Some("✨"), "Ada", "Lovelace"), "ada_lovelace");
        assert_eq!(proposed(Some("admin"), "Ada", "Lovelace"), "ada_lovelace");
    }

    #[test]
    fn latin_letters_are_transliterated_and_other_scripts_give_member() {
        assert_eq!(proposed(None, "Søren", "Müßig-Łoś"), "soren_mussig_los");
        assert_eq!(proposed(None, "O’Brien", "Nuñez"), "obrien_nunez");
        assert_eq!(proposed(None, "Анна", "Иванова"), "member");
    }

    #[test]
    fn further_candidates_differ_and_stay_valid() {
        let proposal = HandleProposal::new(Some(&"x".repeat(50)), "A", "B");
        for attempt in 0..12 {
            let handle = proposal.candidate(attempt, [200; 32]);
            assert!(
                Handle::parse(handle.as_str()).is_ok(),
                "{}",
                handle.as_str()
            );
        }
        let ada = HandleProposal::new(Some("ada"), "A", "B");
        assert_eq!(ada.candidate(1, [0; 32]).as_str(), "ada2");
        assert_eq!(ada.candidate(9, [1; 32]).as_str(), "ada843009");
    }
}
