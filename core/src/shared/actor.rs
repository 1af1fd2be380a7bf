//! Who is asking.

use super::id::{SessionId, UserId};

/// What a member may do beyond what everyone may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An ordinary member.
    Member,
    /// Runs the place.
    Admin,
}

impl Role {
    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Admin => "admin",
        }
    }

    /// Reads [`Role::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Member, Self::Admin]
            .into_iter()
            .find(|role| role.as_str() == name)
    }
}

/// The logged-in member on whose behalf a use case runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The member.
    pub user: UserId,
    /// The session the request came with.
    pub session: SessionId,
    /// What they may do.
    pub role: Role,
}
