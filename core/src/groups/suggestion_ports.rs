//! What suggestions of groups need from the outside.

use async_trait::async_trait;

use super::view::GroupView;
use crate::shared::{
    id::{GroupId, UserId},
    store::StoreError,
};

/// Which groups may be suggested, part of the unit of work. In no list: hidden and deleted ones, those to which the viewer
/// ever stood in any way (members, banned, who asked, was invited, left or was refused), whose owner is severed from them,
/// and those that they dismissed. Every method looks at so many
/// friends or groups and no more.
#[async_trait]
pub trait GroupSuggestionRepo: Send {
    /// Groups to which friends of the viewer belong, most friends first, then where something was posted last.
    async fn groups_of_friends(
        &mut self,
        viewer: UserId,
        limit: usize,
    ) -> Result<Vec<GroupId>, StoreError>;

    /// Groups where something was posted last.
    async fn active_groups(
        &mut self,
        viewer: UserId,
        limit: usize,
    ) -> Result<Vec<GroupId>, StoreError>;

    /// These groups as `viewer` sees them, in this order, without those of which they may not know.
    async fn groups_by_id(
        &mut self,
        viewer: UserId,
        groups: &[GroupId],
    ) -> Result<Vec<GroupView>, StoreError>;

    /// Notes that `viewer` does not want `group` suggested; `false` when there is none of which they may know.
    async fn dismiss_group(&mut self, viewer: UserId, group: GroupId) -> Result<bool, StoreError>;
}
