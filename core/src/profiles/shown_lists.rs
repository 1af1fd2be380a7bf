//! Which lists of a profile somebody is shown.

use super::{Parts, visible_parts};
use crate::{
    feeds::ProfileRef,
    shared::{
        id::UserId,
        store::{StoreError, Tx},
    },
};

/// Why a list of a profile is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ProfileListError {
    /// There is nobody there, as far as the actor may know.
    #[error("no such profile")]
    NotFound,
    /// The profile is private to the actor.
    #[error("the profile is private")]
    Private,
    /// The owner does not show this list to the actor.
    #[error("the list is hidden")]
    Hidden,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The owner of the profile `whose`, and the parts of it that `viewer` is shown.
pub(crate) async fn shown_parts(
    tx: &mut dyn Tx,
    viewer: UserId,
    whose: &ProfileRef,
) -> Result<(UserId, Parts), ProfileListError> {
    let wall = tx
        .find_wall(viewer, whose)
        .await?
        .ok_or(ProfileListError::NotFound)?;
    let parts = visible_parts(wall.relation, &wall.privacy, wall.is_private)
        .ok_or(ProfileListError::Private)?;
    Ok((wall.owner, parts))
}
