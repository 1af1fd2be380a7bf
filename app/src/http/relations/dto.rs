//! Relations as clients see them.

use kith_core::relations::{FollowState, FriendshipState, Person, Relationship};
use poem_openapi::{Enum, Object};

use crate::http::profiles::UserSummaryDto;

/// A member in a list, with how the asking member stands to them.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Person")]
pub struct PersonDto {
    /// Who.
    #[oai(flatten)]
    pub user: UserSummaryDto,
    /// How the asking member stands to them.
    pub relationship: RelationshipDto,
}

/// How the asking member stands to another.
#[derive(Debug, Clone, Object)]
#[oai(rename = "Relationship")]
pub struct RelationshipDto {
    /// Whether they follow the other.
    pub follow: FollowDto,
    /// Whether the other follows them.
    pub followed_by: FollowDto,
    /// Whether they are friends.
    pub friendship: FriendshipDto,
    /// Whether they block the other.
    pub blocking: bool,
    /// Whether they mute the other.
    pub muting: bool,
}

/// Following, seen from one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "FollowState", rename_all = "snake_case")]
pub enum FollowDto {
    /// Not at all.
    None,
    /// Asked for.
    Requested,
    /// In force.
    Following,
}

/// Friendship, seen from one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename = "FriendshipState", rename_all = "snake_case")]
pub enum FriendshipDto {
    /// Not at all.
    None,
    /// The asking member asked.
    Outgoing,
    /// The other asked.
    Incoming,
    /// In force.
    Friends,
}

impl From<Person> for PersonDto {
    fn from(person: Person) -> Self {
        Self {
            user: person.summary.into(),
            relationship: person.relationship.into(),
        }
    }
}

impl From<Relationship> for RelationshipDto {
    fn from(relationship: Relationship) -> Self {
        let follow = |state| match state {
            FollowState::None => FollowDto::None,
            FollowState::Requested => FollowDto::Requested,
            FollowState::Following => FollowDto::Following,
        };
        Self {
            follow: follow(relationship.follow),
            followed_by: follow(relationship.followed_by),
            friendship: match relationship.friendship {
                FriendshipState::None => FriendshipDto::None,
                FriendshipState::Outgoing => FriendshipDto::Outgoing,
                FriendshipState::Incoming => FriendshipDto::Incoming,
                FriendshipState::Friends => FriendshipDto::Friends,
            },
            blocking: relationship.blocking,
            muting: relationship.muting,
        }
    }
}
