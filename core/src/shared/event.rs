//! Domain events: what happened, told to whoever must hear of it.
//!
//! An event is written by [`Outbox::emit`](super::store::Outbox::emit) in the transaction that made it
//! true, and relayed after the commit, in order, at least once. It names things by id and carries no
//! text and no secret: a consumer reads the present state, so that what was narrowed or deleted in the
//! meantime stays so. (Calendar events are another thing: the feature `events`.)

use serde::{Deserialize, Serialize};

use super::id::{CommentId, EventId, GroupId, MediaId, PostId, UserId};
use crate::{
    events::Reminder,
    reactions::{ReactionKind, Target},
};

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
    /// A group was created.
    GroupCreated {
        /// The group.
        group: GroupId,
    },
    /// What a group is called, what it is about or how one joins it changed.
    GroupEdited {
        /// The group.
        group: GroupId,
    },
    /// A group was deleted by its owner.
    GroupDeleted {
        /// The group.
        group: GroupId,
    },
    /// Somebody is invited to a group.
    GroupInvitationSent {
        /// The group.
        group: GroupId,
        /// Who is invited.
        user: UserId,
        /// By whom.
        by: UserId,
    },
    /// An invitation is no more, and its receiver no member.
    GroupInvitationEnded {
        /// The group.
        group: GroupId,
        /// Who was invited.
        user: UserId,
    },
    /// Somebody asked to join a group.
    GroupJoinRequested {
        /// The group.
        group: GroupId,
        /// Who asked.
        user: UserId,
    },
    /// A request to join is no more, and who asked no member.
    GroupJoinRequestEnded {
        /// The group.
        group: GroupId,
        /// Who had asked.
        user: UserId,
    },
    /// Somebody became a member of a group.
    GroupJoined {
        /// The group.
        group: GroupId,
        /// The new member.
        user: UserId,
        /// Who made it so: the member, or who let them in.
        by: UserId,
    },
    /// A member's role in a group changed.
    GroupRoleChanged {
        /// The group.
        group: GroupId,
        /// The member.
        user: UserId,
        /// Who changed it.
        by: UserId,
    },
    /// Somebody belongs to a group no longer.
    GroupLeft {
        /// The group.
        group: GroupId,
        /// Who belonged to it.
        user: UserId,
        /// Who made it so: the member, or the owner.
        by: UserId,
    },
    /// An event was created in a group.
    EventCreated {
        /// The event.
        id: EventId,
    },
    /// An event changed.
    EventEdited {
        /// The event.
        id: EventId,
        /// Whether it is at another time or place, which those who answered want to know.
        is_moved: bool,
    },
    /// An event was cancelled.
    EventCancelled {
        /// The event.
        id: EventId,
    },
    /// Somebody waited for a place and has one now.
    EventPlaceGiven {
        /// The event.
        id: EventId,
        /// Who comes.
        user: UserId,
    },
    /// An event is near: who comes, or may come, wants to be reminded.
    EventReminder {
        /// The event.
        id: EventId,
        /// How near.
        which: Reminder,
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
