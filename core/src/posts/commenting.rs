//! Who may comment on a post: a setting of the post, and the one rule about it.

use crate::relations::Closeness;

/// Who may comment, of those who see the post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum CommentPolicy {
    /// Everyone who sees it.
    #[default]
    Everyone,
    /// Who follows the author, and the author's friends.
    Followers,
    /// The author's friends.
    Friends,
    /// Whom the post mentions.
    Mentioned,
    /// Nobody, the author neither.
    Nobody,
}

impl CommentPolicy {
    /// All there are.
    pub const ALL: [Self; 5] = [
        Self::Everyone,
        Self::Followers,
        Self::Friends,
        Self::Mentioned,
        Self::Nobody,
    ];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Followers => "followers",
            Self::Friends => "friends",
            Self::Mentioned => "mentioned",
            Self::Nobody => "nobody",
        }
    }

    /// Reads [`CommentPolicy::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == name)
    }
}

/// Somebody who sees a post and would say something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commenter {
    /// Whether they wrote the post.
    pub is_author: bool,
    /// How near they are to the author.
    pub closeness: Closeness,
    /// Whether the post mentions them.
    pub mentioned: bool,
}

/// Whether somebody who sees the post may comment on it. Its author may, unless nobody may.
#[must_use]
pub fn may_comment(policy: CommentPolicy, who: &Commenter) -> bool {
    match policy {
        CommentPolicy::Nobody => false,
        _ if who.is_author => true,
        CommentPolicy::Everyone => who.closeness >= Closeness::Stranger,
        CommentPolicy::Followers => who.closeness >= Closeness::Follower,
        CommentPolicy::Friends => who.closeness >= Closeness::Friend,
        CommentPolicy::Mentioned => who.mentioned && who.closeness >= Closeness::Stranger,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSENESSES: [Closeness; 4] = [
        Closeness::Severed,
        Closeness::Stranger,
        Closeness::Follower,
        Closeness::Friend,
    ];

    /// Who may, in the order of [`CLOSENESSES`], when the post does not mention them and when it does.
    const OTHERS: [(CommentPolicy, [bool; 4], [bool; 4]); 5] = [
        (
            CommentPolicy::Everyone,
            [false, true, true, true],
            [false, true, true, true],
        ),
        (
            CommentPolicy::Followers,
            [false, false, true, true],
            [false, false, true, true],
        ),
        (
            CommentPolicy::Friends,
            [false, false, false, true],
            [false, false, false, true],
        ),
        (
            CommentPolicy::Mentioned,
            [false; 4],
            [false, true, true, true],
        ),
        (CommentPolicy::Nobody, [false; 4], [false; 4]),
    ];

    #[test]
    fn every_policy_for_everybody_who_can_ask() {
        assert_eq!(OTHERS.map(|(policy, ..)| policy), CommentPolicy::ALL);
        for (policy, unmentioned, mentioned) in OTHERS {
            for (names, expected) in [(false, unmentioned), (true, mentioned)] {
                for (closeness, expected) in CLOSENESSES.into_iter().zip(expected) {
                    let other = Commenter {
                        is_author: false,
                        closeness,
                        mentioned: names,
                    };
                    assert_eq!(
                        may_comment(policy, &other),
                        expected,
                        "{policy:?} {other:?}"
                    );
                    let author = Commenter {
                        is_author: true,
                        ..other
                    };
                    let may = policy != CommentPolicy::Nobody;
                    assert_eq!(may_comment(policy, &author), may, "{policy:?} {author:?}");
                }
            }
        }
    }

    #[test]
    fn names_survive_their_stored_form() {
        for policy in CommentPolicy::ALL {
            assert_eq!(CommentPolicy::parse(policy.as_str()), Some(policy));
        }
        assert_eq!(CommentPolicy::parse("somebody"), None);
    }
}
