//! How one can react, and how many did.

use serde::{Deserialize, Serialize};

/// A way to react. Names are never changed once released: they are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReactionKind {
    /// I like it.
    Like,
    /// I love it.
    Love,
    /// I feel with you.
    Care,
    /// It makes me laugh.
    Haha,
    /// It astonishes me.
    Wow,
    /// It makes me sad.
    Sad,
    /// It makes me angry.
    Angry,
}

impl ReactionKind {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Like,
        Self::Love,
        Self::Care,
        Self::Haha,
        Self::Wow,
        Self::Sad,
        Self::Angry,
    ];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Like => "like",
            Self::Love => "love",
            Self::Care => "care",
            Self::Haha => "haha",
            Self::Wow => "wow",
            Self::Sad => "sad",
            Self::Angry => "angry",
        }
    }

    /// Reads [`ReactionKind::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A number for each kind of reaction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ByKind<N> {
    /// Of [`ReactionKind::Like`].
    pub likes: N,
    /// Of [`ReactionKind::Love`].
    pub loves: N,
    /// Of [`ReactionKind::Care`].
    pub cares: N,
    /// Of [`ReactionKind::Haha`].
    pub hahas: N,
    /// Of [`ReactionKind::Wow`].
    pub wows: N,
    /// Of [`ReactionKind::Sad`].
    pub sads: N,
    /// Of [`ReactionKind::Angry`].
    pub angries: N,
}

impl<N: Copy> ByKind<N> {
    /// The number for `kind`.
    #[must_use]
    pub const fn of(&self, kind: ReactionKind) -> N {
        match kind {
            ReactionKind::Like => self.likes,
            ReactionKind::Love => self.loves,
            ReactionKind::Care => self.cares,
            ReactionKind::Haha => self.hahas,
            ReactionKind::Wow => self.wows,
            ReactionKind::Sad => self.sads,
            ReactionKind::Angry => self.angries,
        }
    }

    /// The place of the number for `kind`.
    pub const fn of_mut(&mut self, kind: ReactionKind) -> &mut N {
        match kind {
            ReactionKind::Like => &mut self.likes,
            ReactionKind::Love => &mut self.loves,
            ReactionKind::Care => &mut self.cares,
            ReactionKind::Haha => &mut self.hahas,
            ReactionKind::Wow => &mut self.wows,
            ReactionKind::Sad => &mut self.sads,
            ReactionKind::Angry => &mut self.angries,
        }
    }
}

/// How many reacted in which way, as one viewer may know, and how the viewer did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reactions {
    /// How many, the viewer among them.
    pub by_kind: ByKind<u64>,
    /// The viewer's own.
    pub mine: Option<ReactionKind>,
}

impl Reactions {
    /// How many reacted in any way.
    #[must_use]
    pub fn total(&self) -> u64 {
        ReactionKind::ALL
            .into_iter()
            .map(|kind| self.by_kind.of(kind))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_survives_its_name_which_is_the_same_in_events() {
        for kind in ReactionKind::ALL {
            assert_eq!(ReactionKind::parse(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert_eq!(ReactionKind::parse("meh"), None);
    }

    #[test]
    fn each_kind_has_a_number_of_its_own() {
        let mut reactions = Reactions::default();
        for (number, kind) in (1..).zip(ReactionKind::ALL) {
            *reactions.by_kind.of_mut(kind) += number;
        }
        for (number, kind) in (1..).zip(ReactionKind::ALL) {
            assert_eq!(reactions.by_kind.of(kind), number);
        }
        assert_eq!(reactions.total(), 28);
    }
}
