//! Which passwords are good enough: one rule for registering, changing and resetting.

use zxcvbn::{Score, feedback::Feedback, zxcvbn};

use super::{Email, Handle};
use crate::shared::{fields::Refusal, secret::Password};

/// The fewest characters.
pub const SHORTEST_PASSWORD: usize = 8;
/// The most characters. More is refused before anything is hashed.
pub const LONGEST_PASSWORD: usize = 128;
/// Words shorter than this are too common to count as personal.
const SHORTEST_PERSONAL_WORD: usize = 3;

/// How many letters and digits a password must have besides personal words.
const FEWEST_OWN_CHARACTERS: usize = 4;

/// What an attacker who knows the person would try first: names, address, handle, the site.
#[derive(Debug, Clone, Default)]
pub struct PersonalWords(Vec<String>);

impl PersonalWords {
    /// Starts with the name of the site.
    #[must_use]
    pub fn of_site(site_name: &str) -> Self {
        let mut words = Self::default();
        words.add(site_name);
        words
    }

    /// Adds a text and its parts.
    pub fn add(&mut self, text: &str) {
        let text = text.to_lowercase();
        let parts = text.split(|c: char| !c.is_alphanumeric());
        let words = std::iter::once(text.as_str()).chain(parts);
        for word in words.filter(|word| word.chars().count() >= SHORTEST_PERSONAL_WORD) {
            if !self.0.iter().any(|known| known == word) {
                self.0.push(word.to_owned());
            }
        }
    }

    /// Adds an address and what stands before its `@`.
    pub fn add_email(&mut self, email: &Email) {
        self.add(email.local_part());
        self.0.push(email.key().to_owned());
    }

    /// Adds a handle.
    pub fn add_handle(&mut self, handle: &Handle) {
        self.add(handle.key());
    }

    fn as_inputs(&self) -> Vec<&str> {
        self.0.iter().map(String::as_str).collect()
    }

    /// Whether little is left of a password when these words are taken out of it. The estimator sees the words
    /// too, but takes two of them in a row for a guess that is hard to make.
    fn make_up(&self, password: &str) -> bool {
        let mut words: Vec<&String> = self.0.iter().collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let whole = password.to_lowercase();
        let rest = words
            .into_iter()
            .fold(whole.clone(), |rest, word| rest.replace(word.as_str(), ""));
        rest.len() < whole.len()
            && rest.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST_OWN_CHARACTERS
    }

    fn occur_in(&self, password: &str) -> bool {
        let password = password.to_lowercase();
        self.0.iter().any(|word| password.contains(word.as_str()))
    }
}

/// How good a password is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very hard to guess), after zxcvbn.
    pub score: u8,
    /// One sentence that helps to find a better one.
    pub hint: Option<String>,
    /// Why the password would be refused, when it would be.
    pub refusal: Option<Refusal>,
}

/// Accepts a password, or says why not: `required`, `too_short`, `too_long`, `too_common`, `too_personal`.
pub fn check_password(password: &Password, personal: &PersonalWords) -> Result<(), Refusal> {
    match strength(password, personal).refusal {
        None => Ok(()),
        Some(refusal) => Err(refusal),
    }
}

/// Rates a password and says whether it would be accepted.
#[must_use]
pub fn strength(password: &Password, personal: &PersonalWords) -> Strength {
    let text = password.expose();
    let length = text.chars().count();
    if length == 0 {
        return refused(0, Refusal::required());
    }
    if length > LONGEST_PASSWORD {
        return refused(0, Refusal::too_long(LONGEST_PASSWORD));
    }
    let estimate = zxcvbn(text, &personal.as_inputs());
    let score = u8::from(estimate.score());
    if length < SHORTEST_PASSWORD {
        let short = Refusal::new(
            "too_short",
            format!("Use at least {SHORTEST_PASSWORD} characters."),
        );
        return refused(score.min(1), short);
    }
    if personal.make_up(text) {
        return refused(score.min(1), guessable(text, personal));
    }
    if estimate.score() < Score::Two {
        return refused(score, guessable(text, personal));
    }
    Strength {
        score,
        hint: estimate.feedback().and_then(first_hint),
        refusal: None,
    }
}

fn guessable(password: &str, personal: &PersonalWords) -> Refusal {
    if personal.occur_in(password) {
        return Refusal::new(
            "too_personal",
            "This is too close to your name, your address or this site. Choose something nobody would connect with you.",
        );
    }
    Refusal::new(
        "too_common",
        "This password is easy to guess. Add another word or two; uncommon ones are better.",
    )
}

fn refused(score: u8, refusal: Refusal) -> Strength {
    Strength {
        score,
        hint: Some(refusal.message.clone()),
        refusal: Some(refusal),
    }
}

fn first_hint(feedback: &Feedback) -> Option<String> {
    let warning = feedback.warning().map(|warning| warning.to_string());
    warning.or_else(|| feedback.suggestions().first().map(ToString::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn personal() -> PersonalWords {
        let mut words = PersonalWords::of_site("Kith");
        words.add("Wilhelmina");
        words.add("Featherstonehaugh");
        words.add_email(&Email::parse("willa.fs1907@example.org").unwrap());
        words
    }

    fn code(password: &str) -> Option<&'static str> {
        check_password(&Password::new(password.to_owned()), &personal())
            .err()
            .map(|refusal| refusal.code)
    }

    #[test]
    fn length_is_counted_in_characters_and_never_cut() {
        assert_eq!(code(""), Some("required"));
        assert_eq!(code("q9#Lz!v"), Some("too_short"));
        assert_eq!(code("q9#Lz!vT"), None);
        let passphrase = "zürich Lampe 7 Vögel, ".repeat(6);
        assert_eq!(
            code(&passphrase.chars().take(128).collect::<String>()),
            None
        );
        assert_eq!(
            code(&passphrase.chars().take(129).collect::<String>()),
            Some("too_long")
        );
    }

    #[test]
    fn common_passwords_are_refused_in_their_usual_disguises() {
        for common in [
            "password",
            "Password1",
            "12345678",
            "qwertyuiop",
            "iloveyou",
            "P@ssw0rd",
            "11111111",
            "abcdefgh",
            "letmein1",
        ] {
            assert_eq!(code(common), Some("too_common"), "{common}");
        }
    }

    #[test]
    fn personal_passwords_are_refused() {
        for own in [
            "wilhelmina",
            "Featherstonehaugh",
            "willa.fs1907",
            "Wilhelmina1",
            "kithkith",
            "willa.fs1907@example.org",
            "wilhelmina featherstonehaugh",
            "Featherstonehaugh-Wilhelmina-7",
        ] {
            assert_eq!(code(own), Some("too_personal"), "{own}");
        }
    }

    #[test]
    fn ordinary_good_passwords_pass() {
        for good in [
            "correct horse battery",
            "Tr0ub4dor&3x",
            "plum-tractor-91",
            "Sommerregen und Moos",
            "пароль на каждый день",
        ] {
            assert_eq!(code(good), None, "{good}");
        }
    }

    #[test]
    fn strength_grows_and_hints() {
        let rated = |text: &str| strength(&Password::new(text.to_owned()), &personal());
        assert_eq!(rated("password").score, 0);
        assert!(rated("password").hint.is_some());
        let best = rated("plum tractor sings at dawn");
        assert_eq!((best.score, best.hint, best.refusal), (4, None, None));
    }
}
