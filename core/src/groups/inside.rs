//! Who reads what is in a group, or does something there, belongs to it.

use super::standing::Standing;
use crate::shared::{
    id::{GroupId, PostId, UserId},
    store::{StoreError, Tx},
};

/// Why what is in a group is not for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutsideGroup {
    /// No such group, as far as they may know.
    #[error("no such group")]
    NotFound,
    /// They know of it, but do not belong to it.
    #[error("for members")]
    MembersOnly,
}

/// How `user` stands to `group`, to which they belong.
pub(crate) async fn inside(
    tx: &mut dyn Tx,
    user: UserId,
    group: GroupId,
) -> Result<Result<Standing, OutsideGroup>, StoreError> {
    Ok(match tx.known_standing(user, group).await? {
        Some(standing) if standing.is_member() => Ok(standing),
        Some(_) => Err(OutsideGroup::MembersOnly),
        None => Err(OutsideGroup::NotFound),
    })
}

/// Notes that `author`, who was let [`inside`], published `post` in `group`, to which they belong until the transaction ends.
/// It comes last: the row of the group is everybody's. It is held before the membership, as by those who end one.
pub(crate) async fn note_published(
    tx: &mut dyn Tx,
    author: UserId,
    group: GroupId,
    post: PostId,
) -> Result<Result<(), OutsideGroup>, StoreError> {
    tx.note_group_activity(group, post).await?;
    if tx.belonging_held(group, author).await?.is_some() {
        return Ok(Ok(()));
    }
    // It ended since they were let in.
    Ok(inside(tx, author, group).await?.map(drop))
}
