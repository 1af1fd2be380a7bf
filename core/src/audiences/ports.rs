//! What this feature needs from the outside.

use async_trait::async_trait;

use super::{change_many::Changed, choose_default::Defaults};
use crate::{
    posts::Audience,
    shared::{
        clock::Timestamp,
        id::{AudienceChangeId, PostId, UserId},
        store::StoreError,
    },
};

/// Which of one's posts are meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PostFilter {
    /// Only those for this audience.
    pub from: Option<Audience>,
    /// Only those published at this moment or later.
    pub after: Option<Timestamp>,
    /// Only those published before this moment.
    pub before: Option<Timestamp>,
}

/// A change of the audience of many posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AudienceChange {
    /// Its id.
    pub id: AudienceChangeId,
    /// Whose posts.
    pub author: UserId,
    /// The audience that they got.
    pub to: Audience,
    /// When.
    pub changed_at: Timestamp,
}

/// A post that got another audience, with many or by taking that back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reassigned {
    /// The post.
    pub post: PostId,
    /// Whom it was for.
    pub from: Audience,
    /// Whom it is for.
    pub to: Audience,
    /// Whether it is deleted, and would come back with the audience that it got.
    pub is_deleted: bool,
}

/// How many people besides the author see a post of theirs, by its audience.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// For `public`.
    pub public: u64,
    /// For `followers`.
    pub followers: u64,
    /// For `friends`.
    pub friends: u64,
    /// For `selected`, naming the ones asked about.
    pub selected: u64,
}

/// What is stored about audiences, part of the unit of work.
#[async_trait]
pub trait AudienceRepo: Send {
    /// How many posts of `author` that are not deleted fit `filter` and are for another audience than `to`.
    async fn count_to_change(
        &mut self,
        author: UserId,
        to: Audience,
        filter: &PostFilter,
    ) -> Result<u64, StoreError>;

    /// Makes the posts that fit `filter` posts for `change.to` and remembers which audience each had. Deleted ones are
    /// among them, so that one that is restored comes back with the audience that it would have. Names stay stored,
    /// without effect, for the case that the change is taken back. A change of no posts is remembered too.
    async fn change_audiences(
        &mut self,
        change: &AudienceChange,
        filter: &PostFilter,
    ) -> Result<Vec<Reassigned>, StoreError>;

    /// What the change did, as long as it is remembered: when it is one of `author`'s, was not taken back and not
    /// forgotten.
    async fn remembered_change(
        &mut self,
        author: UserId,
        change: AudienceChangeId,
    ) -> Result<Option<Changed>, StoreError>;

    /// The change, when it is one of `author`'s and was not taken back. It cannot be taken back by another until this
    /// transaction ends.
    async fn audience_change(
        &mut self,
        author: UserId,
        change: AudienceChangeId,
    ) -> Result<Option<AudienceChange>, StoreError>;

    /// Gives the posts of `change` the audience that they had, those that nobody has given a third one since, and
    /// forgets the change, with names that nobody needs without it.
    async fn undo_audience_change(
        &mut self,
        change: &AudienceChange,
    ) -> Result<Vec<Reassigned>, StoreError>;

    /// Forgets the changes made until this moment, and names that they left without effect, but for names that a later
    /// change would bring back. Gives how many changes.
    async fn forget_audience_changes(&mut self, until: Timestamp) -> Result<u64, StoreError>;

    /// How many members there are, without suspended ones. Takes longer the more there are.
    async fn count_members(&mut self) -> Result<u64, StoreError>;

    /// How many people see a post of `author` where there are so many `members`, for each audience; for `selected` one
    /// that names `named`. Who blocks the author is counted as seeing what is public: nobody is told who blocks them.
    async fn reach(
        &mut self,
        author: UserId,
        named: &[UserId],
        members: u64,
    ) -> Result<Reach, StoreError>;

    /// What decides the audience that a post of `user` starts with.
    async fn default_audience(&mut self, user: UserId) -> Result<Defaults, StoreError>;

    /// Stores the audience that the next post starts with.
    async fn set_default_audience(
        &mut self,
        user: UserId,
        audience: Audience,
    ) -> Result<(), StoreError>;
}
