//! What a member's log holds.

use serde::{Deserialize, Serialize};

use crate::{
    reactions::Target,
    shared::id::{CommentId, ConversationId, MessageId, NotificationId, PostId, UserId},
};

/// Something that a member's pages want to know at once. It names things and says nothing of them: what it says is
/// read when it is delivered, by the rule about who may see what, so that nothing arrives that was narrowed, left or
/// deleted in the meantime. Variants are never renamed once released: they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "live", rename_all = "snake_case")]
pub enum LiveEvent {
    /// A message was sent.
    MessageCreated {
        /// Where.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// The text of a message changed.
    MessageUpdated {
        /// Where.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// A message was deleted for everyone.
    MessageDeleted {
        /// Where.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// Reactions to a message changed.
    MessageReaction {
        /// Where.
        conversation: ConversationId,
        /// The message.
        message: MessageId,
    },
    /// A conversation appeared, or stands otherwise than before: accepted, declined, muted, writable no more.
    ConversationCreated {
        /// The conversation.
        conversation: ConversationId,
    },
    /// Somebody read a conversation up to a message.
    ConversationRead {
        /// The conversation.
        conversation: ConversationId,
        /// Who read.
        reader: UserId,
    },
    /// A notification appeared.
    NotificationCreated {
        /// The notification.
        notification: NotificationId,
    },
    /// A notification changed: others joined in, it was read, or what it asks was decided.
    NotificationUpdated {
        /// The notification.
        notification: NotificationId,
    },
    /// A notification is no more.
    NotificationDeleted {
        /// The notification.
        notification: NotificationId,
    },
    /// How the member and somebody stand to each other changed.
    RelationshipChanged {
        /// The other.
        other: UserId,
    },
    /// Somebody whom the member follows published a post.
    PostNew {
        /// The post.
        post: PostId,
        /// Its author.
        author: UserId,
    },
    /// A post that the member looks at changed.
    PostUpdated {
        /// The post.
        post: PostId,
    },
    /// A post that the member looks at is there no more.
    PostDeleted {
        /// The post.
        post: PostId,
    },
    /// Somebody commented on a post that the member looks at.
    CommentCreated {
        /// The post.
        post: PostId,
        /// The comment.
        comment: CommentId,
    },
    /// Reactions changed, to a post that the member looks at or to a comment on it.
    ReactionChanged {
        /// The post.
        post: PostId,
        /// To what: the post or the comment.
        target: Target,
    },
    /// What is unread, or waits for an answer, became another number.
    Unread,
}
