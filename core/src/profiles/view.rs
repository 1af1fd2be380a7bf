//! What others are shown of a person.

use crate::shared::id::{MediaId, UserId};

/// A person as they appear beside everything they do. Visible to every member, also of a private profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserSummary {
    /// Who.
    pub id: UserId,
    /// The unique `@handle`, without the `@`.
    pub handle: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Nickname, when there is one.
    pub nickname: Option<String>,
    /// Profile picture.
    pub avatar: Option<MediaId>,
    /// Whether only followers see the profile.
    pub is_private: bool,
}

impl UserSummary {
    /// The name to show: first and last name.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}
