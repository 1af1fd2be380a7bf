//! What was picked for somebody.

use crate::{
    profiles::UserSummary,
    relations::Closeness,
    shared::{
        clock::Timestamp,
        id::{PostId, UserId},
    },
    tags::Tag,
};

/// A post in a reader's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// The post.
    pub post: PostId,
    /// What brought it there.
    pub because: Because,
}

/// What brought a post into a list when that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The reader followed the author, or they were friends.
    Near,
    /// The reader followed the tag.
    FollowedTag(Tag),
    /// It is in a group of the reader's.
    InGroup,
    /// This connection of the reader was connected with the author.
    Via(UserId),
    /// The tag was among the reader's interests.
    Interest(Tag),
    /// Many had taken part.
    Popular,
    /// It was shared with everyone in the last days.
    Recent,
}

/// Why a post is in the list, as its reader is told: so far as it still holds when they read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The author is a friend.
    Friend,
    /// One follows the author.
    Following,
    /// One follows the tag.
    FollowedTag(Tag),
    /// It is in a group to which one belongs.
    InGroup,
    /// The author is a friend of this connection.
    FriendOf(UserSummary),
    /// This connection follows the author.
    FollowedBy(UserSummary),
    /// The tag is among one's interests.
    Interest(Tag),
    /// Many take part.
    Popular,
    /// It was shared with everyone in the last days.
    Recent,
}

/// How a connection of the reader stands to an author, as far as their lists tell the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The connection.
    pub via: UserSummary,
    /// The author.
    pub author: UserId,
    /// Whether they are friends; otherwise the connection follows the author.
    pub is_friend: bool,
}

impl Reason {
    /// What holds now of what brought a post there. `tie` is the connection that may still be named.
    #[must_use]
    pub fn now(because: Because, closeness: Closeness, tie: Option<Tie>) -> Self {
        match (closeness, because, tie) {
            (Closeness::Friend, ..) => Self::Friend,
            (Closeness::Follower, ..) => Self::Following,
            (_, Because::FollowedTag(tag), _) => Self::FollowedTag(tag),
            (_, Because::InGroup, _) => Self::InGroup,
            (_, Because::Interest(tag), _) => Self::Interest(tag),
            (_, Because::Via(_), Some(tie)) if tie.is_friend => Self::FriendOf(tie.via),
            (_, Because::Via(_), Some(tie)) => Self::FollowedBy(tie.via),
            (_, Because::Popular, _) => Self::Popular,
            (_, Because::Near | Because::Via(_) | Because::Recent, _) => Self::Recent,
        }
    }
}

/// A place in one list of a reader's, to go on after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// When the stretch of time began for which the list was made.
    pub bucket: Timestamp,
    /// The place, counted from 0.
    pub place: u32,
}
