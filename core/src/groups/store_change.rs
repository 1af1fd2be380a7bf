//! Carrying a change of one membership through.

use super::{changes::membership_event, membership::Membership};
use crate::{
    events::give_places_back,
    shared::{
        id::{GroupId, UserId},
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// Whose membership in which group changes, and who changes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whose {
    pub(super) group: GroupId,
    pub(super) user: UserId,
    pub(super) by: UserId,
}

/// Stores, counts and tells what became of a membership; nothing when nothing did.
pub(super) async fn store_change(
    ports: &Ports,
    tx: &mut dyn Tx,
    whose: Whose,
    before: &Membership,
    after: &Membership,
) -> Result<(), StoreError> {
    if after == before {
        return Ok(());
    }
    let Whose { group, user, by } = whose;
    tx.save_membership(
        group,
        user,
        before,
        after,
        ports.ids.next(),
        ports.clock.now(),
    )
    .await?;
    if before.standing.is_member() && !after.standing.is_member() {
        give_places_back(ports, tx, group, user).await?;
    }
    match membership_event(group, user, by, before, after) {
        Some(event) => tx.emit(event).await,
        None => Ok(()),
    }
}
