//! A person with an account.

use super::{BirthDate, Email, Gender, Handle, PersonalWords};
use crate::shared::{
    actor::Role,
    clock::Timestamp,
    id::{MediaId, UserId},
};

/// An account as its owner sees it, and its password hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub id: UserId,
    /// The address in force.
    pub email: Email,
    /// When the address was proved to be theirs.
    pub email_verified_at: Option<Timestamp>,
    /// The hashed password.
    pub password_hash: PasswordHash,
    /// The unique name.
    pub handle: Handle,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Nickname, when there is one.
    pub nickname: Option<String>,
    /// Day of birth.
    pub date_of_birth: BirthDate,
    /// Gender.
    pub gender: Gender,
    /// What they say of themselves; may be empty.
    pub about_me: String,
    /// Profile picture.
    pub avatar: Option<MediaId>,
    /// Whether only followers see the profile.
    pub is_private: bool,
    /// What they may do.
    pub role: Role,
    /// When they were shut out, if they were.
    pub suspended_at: Option<Timestamp>,
    /// When they registered.
    pub created_at: Timestamp,
}

impl Account {
    /// First and last name.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// Whether the address was proved to be theirs.
    #[must_use]
    pub fn is_email_verified(&self) -> bool {
        self.email_verified_at.is_some()
    }

    /// Whether they are shut out.
    #[must_use]
    pub fn is_suspended(&self) -> bool {
        self.suspended_at.is_some()
    }

    /// What an attacker who knows them would try as password first.
    #[must_use]
    pub fn personal_words(&self, site_name: &str) -> PersonalWords {
        let mut words = PersonalWords::of_site(site_name);
        words.add(&self.first_name);
        words.add(&self.last_name);
        words.add(self.nickname.as_deref().unwrap_or_default());
        words.add_email(&self.email);
        words.add_handle(&self.handle);
        words
    }
}

/// A password hash in the PHC string format. Never logged, never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Wraps what a [`PasswordHasher`](super::PasswordHasher) made.
    #[must_use]
    pub const fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The string, for the store and the hasher.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}
