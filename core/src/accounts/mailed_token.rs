//! Links in mails: one purpose, one user, one use.

use super::Email;
use crate::shared::{
    clock::Timestamp,
    id::{TokenId, UserId},
    secret::TokenHash,
};

/// What a mailed link is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPurpose {
    /// Proves that the address in force is the member's.
    VerifyEmail,
    /// Sets a new password.
    ResetPassword,
    /// Puts another address in force.
    ChangeEmail,
}

impl TokenPurpose {
    const ALL: [Self; 3] = [Self::VerifyEmail, Self::ResetPassword, Self::ChangeEmail];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::ChangeEmail => "change_email",
        }
    }

    /// Reads [`TokenPurpose::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == name)
    }
}

/// A link that was mailed and not used yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailedToken {
    /// Which.
    pub id: TokenId,
    /// To whom it belongs.
    pub user: UserId,
    /// What it is good for.
    pub purpose: TokenPurpose,
    /// The address it was mailed to: the one that using it proves.
    pub email: Email,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A link about to be stored, with the hash of its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMailedToken {
    /// The link.
    pub token: MailedToken,
    /// The hash it is looked up by.
    pub token_hash: TokenHash,
}
