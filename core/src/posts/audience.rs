//! Who may see a post: the one rule. The store holds the same rule as an SQL predicate that every query on
//! posts and on what belongs to them includes; a property test compares the two.

use crate::{relations::Closeness, shared::id::UserId};

/// Whom a post is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Every member, in every list.
    Public,
    /// Who follows the author, and the author's friends.
    Followers,
    /// The author's friends.
    Friends,
    /// Those named, as long as they follow the author or are friends.
    Selected,
    /// Every member who has the link; listed for nobody but the author.
    Unlisted,
    /// The author.
    OnlyMe,
}

impl Audience {
    /// All there are.
    pub const ALL: [Self; 6] = [
        Self::Public,
        Self::Followers,
        Self::Friends,
        Self::Selected,
        Self::Unlisted,
        Self::OnlyMe,
    ];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Followers => "followers",
            Self::Friends => "friends",
            Self::Selected => "selected",
            Self::Unlisted => "unlisted",
            Self::OnlyMe => "only_me",
        }
    }

    /// Reads [`Audience::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.as_str() == name)
    }

    /// How near to the author a viewer has to be; `None` when nearness is not enough.
    #[must_use]
    pub const fn demands(self) -> Option<Closeness> {
        match self {
            Self::Public | Self::Unlisted => Some(Closeness::Stranger),
            Self::Followers | Self::Selected => Some(Closeness::Follower),
            Self::Friends => Some(Closeness::Friend),
            Self::OnlyMe => None,
        }
    }
}

/// What the rule asks about a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostFacts {
    /// Who wrote it.
    pub author: UserId,
    /// Whether the author is suspended.
    pub author_suspended: bool,
    /// Whom it is for.
    pub audience: Audience,
    /// Whether it is deleted.
    pub deleted: bool,
}

/// Who asks, a logged-in member, and what joins them with the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub user: UserId,
    /// How near they are to the author.
    pub closeness: Closeness,
    /// Whether the post names them.
    pub named: bool,
}

/// Whether the viewer may see the post and everything that belongs to it.
#[must_use]
pub fn can_see(viewer: &Viewer, post: &PostFacts) -> bool {
    if post.deleted || post.author_suspended {
        return false;
    }
    if viewer.user == post.author {
        return true;
    }
    let near_enough = post
        .audience
        .demands()
        .is_some_and(|least| viewer.closeness >= least);
    near_enough && (post.audience != Audience::Selected || viewer.named)
}

/// Whether the post may stand in a list that the viewer reads: one may see it, and need not know the link.
#[must_use]
pub fn listed_for(viewer: &Viewer, post: &PostFacts) -> bool {
    can_see(viewer, post) && (viewer.user == post.author || post.audience != Audience::Unlisted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AUTHOR: UserId = UserId::new(1);
    const OTHER: UserId = UserId::new(2);

    fn post(audience: Audience) -> PostFacts {
        PostFacts {
            author: AUTHOR,
            author_suspended: false,
            audience,
            deleted: false,
        }
    }

    fn other(closeness: Closeness, named: bool) -> Viewer {
        Viewer {
            user: OTHER,
            closeness,
            named,
        }
    }

    fn author() -> Viewer {
        Viewer {
            user: AUTHOR,
            closeness: Closeness::Stranger,
            named: false,
        }
    }

    /// Audiences that `viewer` sees, in the order of [`Audience::ALL`].
    fn seen(viewer: &Viewer) -> [bool; 6] {
        Audience::ALL.map(|audience| can_see(viewer, &post(audience)))
    }

    #[test]
    fn each_audience_reaches_exactly_whom_it_says() {
        use Closeness::{Follower, Friend, Severed, Stranger};
        let table = [
            // public, followers, friends, selected, unlisted, only_me
            (author(), [true, true, true, true, true, true]),
            (other(Friend, true), [true, true, true, true, true, false]),
            (other(Friend, false), [true, true, true, false, true, false]),
            (
                other(Follower, true),
                [true, true, false, true, true, false],
            ),
            (
                other(Follower, false),
                [true, true, false, false, true, false],
            ),
            (
                other(Stranger, true),
                [true, false, false, false, true, false],
            ),
            (
                other(Stranger, false),
                [true, false, false, false, true, false],
            ),
            (other(Severed, true), [false; 6]),
            (other(Severed, false), [false; 6]),
        ];
        for (viewer, expected) in table {
            assert_eq!(seen(&viewer), expected, "{viewer:?}");
        }
    }

    #[test]
    fn an_unlisted_post_is_listed_for_its_author_alone() {
        assert!(listed_for(&author(), &post(Audience::Unlisted)));
        let friend = other(Closeness::Friend, true);
        assert!(can_see(&friend, &post(Audience::Unlisted)));
        for audience in Audience::ALL {
            let listed = can_see(&friend, &post(audience)) && audience != Audience::Unlisted;
            assert_eq!(listed_for(&friend, &post(audience)), listed);
        }
    }

    #[test]
    fn nobody_sees_what_is_deleted_or_by_a_suspended_author() {
        for viewer in [author(), other(Closeness::Friend, true)] {
            for audience in Audience::ALL {
                assert!(!can_see(
                    &viewer,
                    &PostFacts {
                        deleted: true,
                        ..post(audience)
                    }
                ));
                assert!(!listed_for(
                    &viewer,
                    &PostFacts {
                        author_suspended: true,
                        ..post(audience)
                    }
                ));
            }
        }
    }

    #[test]
    fn names_are_read_back() {
        for audience in Audience::ALL {
            assert_eq!(Audience::parse(audience.as_str()), Some(audience));
        }
        assert_eq!(Audience::parse("everyone"), None);
    }
}
