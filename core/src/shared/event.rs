//! Domain events: what happened, told to whoever must hear of it.
//!
//! An event is written by [`Outbox::emit`](super::store::Outbox::emit) in the transaction that made it
//! true, and relayed after the commit, in order, at least once. It names things by id and carries no
//! text and no secret: a consumer reads the present state, so that what was narrowed or deleted in the
//! meantime stays so. (Calendar events are another thing: the feature `events`.)

use serde::{Deserialize, Serialize};

use super::id::{CommentId, MediaId, PostId, UserId};
use crate::reactions::{ReactionKind, Target};

/// Everything that can have happened. Variants are never renamed once released: they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Somebody registered.
    UserRegistered {
        /// The new member.
        user: UserId,
    },
    /// A password was changed or reset; every other session has ended.
    PasswordChanged {
        /// Whose password.
        user: UserId,
    },
    /// A new email address was confirmed.
    EmailChanged {
        /// Whose address.
        user: UserId,
        /// The address that was in force before, which is told of the change.
        old_email: String,
    },
    /// Name, picture, privacy or any other part of a profile changed.
    ProfileChanged {
        /// Whose profile.
        user: UserId,
    },
    /// A picture was uploaded.
    MediaUploaded {
        /// The picture.
        media: MediaId,
    },
    /// A post was published.
    PostPublished {
        /// The post.
        post: PostId,
    },
    /// A post's text, pictures or audience changed.
    PostEdited {
        /// The post.
        post: PostId,
    },
    /// A post was deleted by its author.
    PostDeleted {
        /// The post.
        post: PostId,
    },
    /// A deletion was taken back.
    PostRestored {
        /// The post.
        post: PostId,
    },
    /// Somebody commented on a post, or answered a comment on it.
    CommentPublished {
        /// The comment.
        comment: CommentId,
        /// What it is on.
        post: PostId,
    },
    /// A comment's text or picture changed.
    CommentEdited {
        /// The comment.
        comment: CommentId,
        /// What it is on.
        post: PostId,
    },
    /// A comment was deleted, by its author or by the post's.
    CommentDeleted {
        /// The comment.
        comment: CommentId,
        /// What it is on.
        post: PostId,
    },
    /// The deletion of a comment was taken back.
    CommentRestored {
        /// The comment.
        comment: CommentId,
        /// What it is on.
        post: PostId,
    },
    /// A post was shared, also by its own author.
    PostShared {
        /// The share.
        share: PostId,
        /// The post inside of it.
        original: PostId,
    },
    /// Somebody reacted, or reacted in another way than before.
    ReactionSet {
        /// To what.
        target: Target,
        /// Who reacted.
        by: UserId,
        /// How.
        kind: ReactionKind,
    },
    /// Somebody took their reaction back.
    ReactionTaken {
        /// To what it was.
        target: Target,
        /// Who had reacted.
        by: UserId,
    },
    /// A text began to mention somebody. They may not see it.
    MemberMentioned {
        /// What they are mentioned in.
        target: Target,
        /// Who is mentioned.
        user: UserId,
    },
    /// Somebody voted in a poll, changed their vote or took it back.
    PollVoted {
        /// The post with the poll.
        post: PostId,
        /// Who voted.
        by: UserId,
    },
    /// Somebody asked to follow a private profile.
    FollowRequested {
        /// Who asked.
        follower: UserId,
        /// Who decides.
        followed: UserId,
    },
    /// Somebody follows somebody.
    FollowStarted {
        /// Who follows.
        follower: UserId,
        /// Who is followed.
        followed: UserId,
        /// Whether a request was accepted.
        was_requested: bool,
    },
    /// A follow, or a request for one, is no more, whoever ended it.
    FollowEnded {
        /// Who followed.
        follower: UserId,
        /// Who was followed.
        followed: UserId,
    },
    /// Somebody asked to be friends.
    FriendshipRequested {
        /// Who asked.
        by: UserId,
        /// Who decides.
        of: UserId,
    },
    /// Two members became friends.
    FriendshipStarted {
        /// Who said yes.
        accepted_by: UserId,
        /// Who had asked.
        friend: UserId,
    },
    /// A friendship, or a request for one, is no more, whoever ended it.
    FriendshipEnded {
        /// Who ended it.
        by: UserId,
        /// The other.
        friend: UserId,
    },
    /// Somebody blocked somebody; everything between them has ended.
    MemberBlocked {
        /// Who blocks.
        by: UserId,
        /// Who is blocked.
        blocked: UserId,
    },
}

/// An event with its place in the order of all events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Grows with every event; what consumers remember to have seen.
    pub seq: i64,
    /// What happened.
    pub event: Result<Event, Unreadable>,
}

/// A stored event that this version does not understand: damaged, or written by a later one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the event cannot be read: {0}")]
pub struct Unreadable(pub String);
