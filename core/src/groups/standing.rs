//! How a member stands to a group, and what that lets them do.

/// How somebody stands to a group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The group wants them no more; they can neither ask nor be invited.
    Banned,
    /// Nothing joins them.
    #[default]
    None,
    /// They asked to join and wait for an answer.
    Requested,
    /// A member invited them, and waits for theirs.
    Invited,
    /// They belong to it.
    Member,
    /// They belong to it and keep order: they may remove posts and comments.
    Moderator,
    /// It is theirs. A group has one owner, always.
    Owner,
}

impl Standing {
    /// All there are.
    pub const ALL: [Self; 7] = [
        Self::Banned,
        Self::None,
        Self::Requested,
        Self::Invited,
        Self::Member,
        Self::Moderator,
        Self::Owner,
    ];

    /// The stored name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Banned => "banned",
            Self::None => "none",
            Self::Requested => "requested",
            Self::Invited => "invited",
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Owner => "owner",
        }
    }

    /// Reads [`Standing::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.as_str() == name)
    }

    /// Whether they belong to the group, and therefore see what is in it.
    #[must_use]
    pub fn is_member(self) -> bool {
        self >= Self::Member
    }

    /// Whether they keep order: moderators and the owner.
    #[must_use]
    pub fn keeps_order(self) -> bool {
        self >= Self::Moderator
    }

    /// Whether they decide who may join.
    #[must_use]
    pub fn decides_requests(self, rules: GroupRules) -> bool {
        self == Self::Owner || (self == Self::Moderator && rules.moderators_decide)
    }

    /// Whether they may know that the group exists.
    #[must_use]
    pub fn knows(self, privacy: GroupPrivacy) -> bool {
        privacy != GroupPrivacy::Hidden || self >= Self::Requested
    }
}

/// Who finds a group, and how one becomes a member.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum GroupPrivacy {
    /// Found by all; who asks is a member.
    Open,
    /// Found by all; who asks waits for the owner.
    #[default]
    Request,
    /// Found by nobody outside; by invitation only.
    Hidden,
}

impl GroupPrivacy {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Open, Self::Request, Self::Hidden];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Request => "request",
            Self::Hidden => "hidden",
        }
    }

    /// Reads [`GroupPrivacy::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|privacy| privacy.as_str() == name)
    }
}

/// What the owner of a group decided about joining it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct GroupRules {
    /// Who finds it and how one joins.
    pub privacy: GroupPrivacy,
    /// Whether moderators may accept and refuse who asks to join.
    pub moderators_decide: bool,
}
