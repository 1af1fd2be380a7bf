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
    /// Who belongs to the group in which the post is, its author no less than others; the audience of such a post, always,
    /// and of no other.
    Group,
}

impl Audience {
    /// All there are.
    pub const ALL: [Self; 7] = [
        Self::Public,
        Self::Followers,
        Self::Friends,
        Self::Selected,
        Self::Unlisted,
        Self::OnlyMe,
        Self::Group,
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
            Self::Group => "group",
        }
    }

    /// Reads [`Audience::as_str`] back.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|audience| audience.as_str() == name)
    }

    /// Whether others than the author may share such a post. What is for people by name, for those with the link or for
    /// nobody is not theirs to spread, though a share would show it to nobody else.
    #[must_use]
    pub const fn is_shared_by_others(self) -> bool {
        matches!(self, Self::Public | Self::Followers | Self::Friends)
    }

    /// How near to the author a viewer has to be; `None` when nearness is not enough.
    #[must_use]
    pub const fn demands(self) -> Option<Closeness> {
        match self {
            Self::Public | Self::Unlisted | Self::Group => Some(Closeness::Stranger),
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
    /// Whether they belong to the group in which the post is, and the group is there.
    pub belongs: bool,
}

/// What lets a viewer see a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// They wrote it.
    Author,
    /// Every member sees it.
    Public,
    /// They follow the author.
    Follower,
    /// They and the author are friends.
    Friend,
    /// The author named them.
    Named,
    /// Whoever has the link sees it.
    Link,
    /// They belong to the group in which it is.
    Member,
}

impl Why {
    /// What lets somebody this near to the author see a post for `audience`, given that they may.
    #[must_use]
    pub const fn among(audience: Audience, closeness: Closeness) -> Self {
        match (audience, closeness) {
            (Audience::Public, _) => Self::Public,
            (Audience::Unlisted, _) => Self::Link,
            (Audience::Friends, _) | (Audience::Followers, Closeness::Friend) => Self::Friend,
            (Audience::Followers, _) => Self::Follower,
            (Audience::Selected, _) => Self::Named,
            (Audience::OnlyMe, _) => Self::Author,
            (Audience::Group, _) => Self::Member,
        }
    }
}

/// Whether the viewer may see the post and everything that belongs to it.
#[must_use]
pub fn can_see(viewer: &Viewer, post: &PostFacts) -> bool {
    if post.deleted || post.author_suspended {
        return false;
    }
    if post.audience == Audience::Group && !viewer.belongs {
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
mod tests;
