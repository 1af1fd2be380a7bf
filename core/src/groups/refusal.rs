//! Why a group is not for somebody to change.

use super::group::Group;
use crate::shared::{
    actor::Actor,
    id::GroupId,
    store::{StoreError, Tx},
};

/// Why somebody may not change a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupRefusal {
    /// It is not there, or they may not know of it.
    #[error("no such group")]
    NotFound,
    /// They know of it, but only the owner changes it.
    #[error("only the owner changes a group")]
    NotTheOwner,
}

/// The group, held until the transaction ends, when it is the actor's.
pub(super) async fn own_group(
    tx: &mut dyn Tx,
    actor: &Actor,
    group: GroupId,
) -> Result<Result<Group, GroupRefusal>, StoreError> {
    let Some(found) = tx.group_to_change(group).await? else {
        return Ok(Err(GroupRefusal::NotFound));
    };
    if found.owner == actor.user {
        return Ok(Ok(found));
    }
    let standing = tx.membership(group, actor.user).await?.standing;
    Ok(Err(if standing.knows(found.rules.privacy) {
        GroupRefusal::NotTheOwner
    } else {
        GroupRefusal::NotFound
    }))
}
