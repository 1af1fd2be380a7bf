//! What suggestions need from the outside.

use async_trait::async_trait;

use super::Acquaintance;
use crate::{
    profiles::UserSummary,
    shared::{id::UserId, store::StoreError},
};

/// Who may be suggested, part of the unit of work. In no list: the viewer, whom they are connected with or have asked or
/// were asked by, who declined or was declined, whom they mute or dismissed, who is severed from them or suspended, and,
/// with `proved_only`, whose address is not proved. Every method does a bounded amount of work, however many are connected.
#[async_trait]
pub trait SuggestionRepo: Send {
    /// Those with whom the viewer's friends and those they follow are connected, who has most in common first. Only what
    /// lists tell that the viewer may see; of long ones, what began last.
    async fn friends_of_friends(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<Acquaintance>, StoreError>;

    /// Members of groups to which the viewer belongs, who is in most of them first. Whoever belongs to a group sees who
    /// else does.
    async fn members_of_same_groups(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<UserId>, StoreError>;

    /// Members with public profiles that name the same interests, who has most in common first.
    async fn members_with_same_tags(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<UserId>, StoreError>;

    /// Members with public profiles, the most followed first; where few are followed, the newest.
    async fn popular_members(
        &mut self,
        viewer: UserId,
        proved_only: bool,
        limit: usize,
    ) -> Result<Vec<UserId>, StoreError>;

    /// These members, in no particular order; those who are gone are missing.
    async fn members(&mut self, ids: &[UserId]) -> Result<Vec<UserSummary>, StoreError>;

    /// Notes that `viewer` does not want to be suggested `other`; `false` when there is nobody for them to refuse:
    /// no such member, suspended, severed, themselves.
    async fn dismiss_suggestion(
        &mut self,
        viewer: UserId,
        other: UserId,
    ) -> Result<bool, StoreError>;
}
