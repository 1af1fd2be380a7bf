//! How two members stand to each other, as one of them sees it.

/// How near a viewer is to somebody: what audiences ask for. The order is the order of nearness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// One of the two blocks the other: neither exists for the other.
    Severed,
    /// Nothing joins them that the other agreed to.
    Stranger,
    /// The viewer follows.
    Follower,
    /// Both agreed to be friends.
    Friend,
}

/// Following, in one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FollowState {
    /// Not at all.
    #[default]
    None,
    /// Asked for, not decided.
    Requested,
    /// In force.
    Following,
}

impl FollowState {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::None, Self::Requested, Self::Following];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Requested => "requested",
            Self::Following => "following",
        }
    }

    /// Reads [`FollowState::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Friendship, seen from one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FriendshipState {
    /// Not at all.
    #[default]
    None,
    /// I asked, they did not decide.
    Outgoing,
    /// They asked, I did not decide.
    Incoming,
    /// In force.
    Friends,
}

impl FriendshipState {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::None, Self::Outgoing, Self::Incoming, Self::Friends];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Outgoing => "outgoing",
            Self::Incoming => "incoming",
            Self::Friends => "friends",
        }
    }

    /// Reads [`FriendshipState::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether they are nothing to each other.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::None
    }
}

/// What a member is shown of how they stand to another. Being blocked or muted by the other is not in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Relationship {
    /// Whether the viewer follows.
    pub follow: FollowState,
    /// Whether the viewer is followed.
    pub followed_by: FollowState,
    /// Whether they are friends.
    pub friendship: FriendshipState,
    /// Whether the viewer blocks.
    pub blocking: bool,
    /// Whether the viewer mutes.
    pub muting: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for state in FollowState::ALL {
            assert_eq!(FollowState::parse(state.as_str()), Some(state));
        }
        for state in FriendshipState::ALL {
            assert_eq!(FriendshipState::parse(state.as_str()), Some(state));
        }
        assert_eq!(FollowState::parse("friends"), None);
    }

    #[test]
    fn nearness_is_ordered() {
        assert!(Closeness::Severed < Closeness::Stranger);
        assert!(Closeness::Stranger < Closeness::Follower);
        assert!(Closeness::Follower < Closeness::Friend);
    }
}
