//! Slow or later work. A job is enqueued in the transaction that needs it and run by a worker,
//! at least once, with retries and back-off; every handler can be repeated safely.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{
    clock::Timestamp,
    id::{CommentId, EventId, GroupId, MediaId, PostId, UserId},
    store::StoreError,
};
use crate::events::Reminder;

/// The work there is. Variants are never renamed once released: they are stored.
/// Secrets never travel in a job: a mailed link's token is made when the mail is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "job", rename_all = "snake_case")]
pub enum Job {
    /// Mail a link that proves that the address is the member's.
    MailVerification {
        /// To whom.
        user: UserId,
    },
    /// Mail a link that sets a new password, when the address belongs to somebody.
    MailPasswordReset {
        /// The address as it was typed, normalised.
        email: String,
    },
    /// Mail a link that confirms a new address, to that address.
    MailEmailChange {
        /// Who changes the address.
        user: UserId,
        /// The new address.
        new_email: String,
    },
    /// Tell a member that the password was changed.
    MailPasswordChanged {
        /// To whom.
        user: UserId,
    },
    /// Tell the old address that the address was changed.
    MailEmailChanged {
        /// Whose address.
        user: UserId,
        /// Where to.
        old_email: String,
    },
    /// Make the renditions of a picture that need not be there at once.
    FinishImage {
        /// The picture.
        media: MediaId,
    },
    /// Make a video playable.
    FinishVideo {
        /// The video.
        media: MediaId,
    },
    /// Erase text and pictures of a deleted post when the time for taking the deletion back is over.
    PurgePost {
        /// The post.
        post: PostId,
    },
    /// Erase text and picture of a deleted comment when the time for taking the deletion back is over.
    PurgeComment {
        /// The comment.
        comment: CommentId,
    },
    /// Erase what is in a deleted group.
    PurgeGroup {
        /// The group.
        group: GroupId,
    },
    /// Let in who asked to join a group that was opened to all.
    AdmitToGroup {
        /// The group.
        group: GroupId,
        /// Who opened it.
        by: UserId,
    },
    /// Read the page that a post links to, for its preview.
    FetchPreview {
        /// The post.
        post: PostId,
    },
    /// Remind those who come of an event.
    RemindOfEvent {
        /// The event.
        event: EventId,
        /// Which reminder.
        which: Reminder,
        /// The sequence since which the event is at the time that this is for.
        sequence: u32,
    },
    /// Derive the moments of events anew, in case the rules of a time zone became others.
    KeepEventTimes,
    /// Remove expired sessions, links and idempotency keys.
    SweepExpired,
    /// Remove uploads that were never attached to anything.
    SweepUploads,
    /// Cut off timelines that grew long.
    TrimTimelines,
    /// Find what is popular, make lists of For you in advance and forget old ones.
    RefreshForYou,
}

/// The queue, part of the unit of work.
#[async_trait]
pub trait JobQueue: Send {
    /// Enqueues `job`, to run once this transaction has committed and `not_before` has come (at once when `None`).
    async fn enqueue(&mut self, job: &Job, not_before: Option<Timestamp>)
    -> Result<(), StoreError>;
}

/// Carries jobs out. Every job can be repeated safely: a worker may die between the effect and the note of it.
#[async_trait]
pub trait RunJob: Send + Sync {
    /// Does the work.
    async fn run(&self, job: Job) -> Result<(), JobError>;
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// It may go well later: it is tried again, with growing pauses, and then set aside for the operator.
    #[error("{0}")]
    Retry(Box<dyn std::error::Error + Send + Sync>),
    /// It may go well later, and little is lost when it never does: it is tried again a few times, and then let go.
    #[error("{0}")]
    Minor(Box<dyn std::error::Error + Send + Sync>),
    /// It will never go well: it is set aside at once.
    #[error("{0}")]
    Hopeless(Box<dyn std::error::Error + Send + Sync>),
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        Self::Retry(Box::new(error))
    }
}
