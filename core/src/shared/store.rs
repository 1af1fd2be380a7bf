//! Storage as a unit of work.
//!
//! [`Store::write`] opens a transaction that spans every repository; what it did takes effect, together
//! with the events and jobs written in it, when [`Tx::commit`] returns, and is gone when the `Tx` is
//! dropped without it. There is one writer at a time on SQLite: no hashing, image work or network
//! between `write()` and `commit()`.

use async_trait::async_trait;

use super::{
    clock::Timestamp,
    event::{Event, Recorded},
    idempotency::IdempotencyRepo,
    jobs::JobQueue,
};
use crate::{
    accounts::AccountRepo,
    audiences::AudienceRepo,
    bookmarks::BookmarkRepo,
    comments::{CommentListRepo, CommentRepo},
    events::{CalendarFeedRepo, EventRepo},
    feeds::{CandidateRepo, FeedRepo, ForYouRepo, TimelineRepo, TrimRepo},
    groups::{GroupRepo, GroupSuggestionRepo, MembershipRepo},
    media::MediaRepo,
    polls::PollRepo,
    posts::{PinRepo, PostRepo, ShareRepo, VersionRepo},
    previews::PreviewRepo,
    profiles::ProfileRepo,
    reactions::ReactionRepo,
    relations::{RelationRepo, SuggestionRepo},
    search::SearchRepo,
    tags::TagRepo,
};

/// What can go wrong with storage, whichever engine it is.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique value is taken. Repositories that expect this say so in their contract.
    #[error("conflict")]
    Conflict,
    /// Locked, overloaded or out of connections: worth trying again shortly.
    #[error("storage is busy")]
    Busy,
    /// Anything else; the text is for the log only.
    #[error("storage failed: {0}")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Opens units of work.
#[async_trait]
pub trait Store: Send + Sync {
    /// A connection for reading committed data. Each statement sees one state; a page that must agree
    /// with itself is read by one statement. Writing through it fails.
    async fn read(&self) -> Result<Box<dyn Tx>, StoreError>;

    /// A transaction.
    async fn write(&self) -> Result<Box<dyn Tx>, StoreError>;
}

/// One unit of work over all repositories.
#[async_trait]
pub trait Tx:
    AccountRepo
    + ProfileRepo
    + RelationRepo
    + SuggestionRepo
    + MediaRepo
    + PostRepo
    + ShareRepo
    + VersionRepo
    + PinRepo
    + BookmarkRepo
    + ReactionRepo
    + PollRepo
    + PreviewRepo
    + AudienceRepo
    + CommentRepo
    + CommentListRepo
    + FeedRepo
    + TimelineRepo
    + TrimRepo
    + ForYouRepo
    + CandidateRepo
    + GroupRepo
    + MembershipRepo
    + GroupSuggestionRepo
    + EventRepo
    + CalendarFeedRepo
    + SearchRepo
    + TagRepo
    + IdempotencyRepo
    + Outbox
    + JobQueue
    + Send
{
    /// Makes everything durable. When this returns, it survives a power failure.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// Domain events on their way out.
#[async_trait]
pub trait Outbox: Send {
    /// Records `event` with this transaction.
    async fn emit(&mut self, event: Event) -> Result<(), StoreError>;

    /// The oldest committed events that are not settled, in order, at most `limit`.
    /// An event is never listed before one that comes earlier in the order.
    async fn pending_events(&mut self, limit: u32) -> Result<Vec<Recorded>, StoreError>;

    /// Keeps these events from every other transaction until this one ends. Gives those that are there: the others
    /// were settled meanwhile, and are no longer anybody's business.
    async fn hold_events(&mut self, seqs: &[i64]) -> Result<Vec<i64>, StoreError>;

    /// Which of these events were handled by whom in earlier transactions.
    async fn consumed(&mut self, seqs: &[i64]) -> Result<Vec<(i64, String)>, StoreError>;

    /// Notes that `consumer` handles event `seq` in this transaction; `false` when it has done so before,
    /// and must do nothing now.
    async fn consume_once(&mut self, consumer: &str, seq: i64) -> Result<bool, StoreError>;

    /// Every consumer is done with these events: they are forgotten.
    async fn settle_events(&mut self, seqs: &[i64]) -> Result<(), StoreError>;

    /// Sets an event aside that `consumer` failed to handle too often, with the reason, for an operator to see.
    /// The other consumers still get it.
    async fn park_event(
        &mut self,
        seq: i64,
        consumer: &str,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), StoreError>;
}
