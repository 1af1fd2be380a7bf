//! Who may see a post: the one rule. The store holds the same rule as an SQL predicate that every query on
//! posts and on what belongs to them includes; a property test compares the two.

use crate::shared::id::UserId;

/// Whom a post is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Every member, in every list.
    Public,
    /// Every member who has the link; listed for nobody but the author.
    Unlisted,
    /// The author.
    OnlyMe,
}

impl Audience {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Public, Self::Unlisted, Self::OnlyMe];

    /// The stored and shown name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
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

/// Whether `viewer`, a logged-in member, may see the post and everything that belongs to it.
#[must_use]
pub fn can_see(viewer: UserId, post: &PostFacts) -> bool {
    if post.deleted || post.author_suspended {
        return false;
    }
    viewer == post.author
        || match post.audience {
            Audience::Public | Audience::Unlisted => true,
            Audience::OnlyMe => false,
        }
}

/// Whether the post may stand in a list that `viewer` reads: one may see it, and need not know the link.
#[must_use]
pub fn listed_for(viewer: UserId, post: &PostFacts) -> bool {
    can_see(viewer, post) && (viewer == post.author || post.audience != Audience::Unlisted)
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

    #[test]
    fn others_see_public_and_unlisted_posts_and_the_author_sees_all() {
        let seen = |viewer| Audience::ALL.map(|audience| can_see(viewer, &post(audience)));
        assert_eq!(seen(OTHER), [true, true, false]);
        assert_eq!(seen(AUTHOR), [true, true, true]);
    }

    #[test]
    fn an_unlisted_post_is_listed_for_its_author_alone() {
        let listed = |viewer| Audience::ALL.map(|audience| listed_for(viewer, &post(audience)));
        assert_eq!(listed(OTHER), [true, false, false]);
        assert_eq!(listed(AUTHOR), [true, true, true]);
    }

    #[test]
    fn nobody_sees_what_is_deleted_or_by_a_suspended_author() {
        for viewer in [AUTHOR, OTHER] {
            for audience in Audience::ALL {
                assert!(!can_see(
                    viewer,
                    &PostFacts {
                        deleted: true,
                        ..post(audience)
                    }
                ));
                assert!(!listed_for(
                    viewer,
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
