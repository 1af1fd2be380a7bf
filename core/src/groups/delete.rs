//! Deleting a group.

use super::refusal::{GroupRefusal, own_group};
use crate::shared::{
    actor::Actor, event::Event, id::GroupId, jobs::Job, ports::Ports, store::StoreError,
};

/// Why nothing was deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteGroupError {
    /// It is not theirs to delete.
    #[error(transparent)]
    Refused(#[from] GroupRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes groups.
#[derive(Clone)]
pub struct DeleteGroup {
    ports: Ports,
}

impl DeleteGroup {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Deletes one's own group with all that is in it: at once for everybody, and for good.
    #[tracing::instrument(name = "groups.delete", skip_all, fields(%group))]
    pub async fn run(&self, actor: &Actor, group: GroupId) -> Result<(), DeleteGroupError> {
        let mut tx = self.ports.store.write().await?;
        let group = own_group(tx.as_mut(), actor, group).await??;
        tx.delete_group(group.id, self.ports.clock.now()).await?;
        tx.emit(Event::GroupDeleted { group: group.id }).await?;
        tx.enqueue(&Job::PurgeGroup { group: group.id }, None)
            .await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::{
            fixtures::{GROUP, choir, standing_so},
            standing::Standing,
        },
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::MockStore,
    };

    #[tokio::test]
    async fn ones_own_group_vanishes_and_others_hear_of_it() {
        let store = MockStore::writing(|tx| {
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            tx.expect_delete_group()
                .withf(|id, at| *id == GROUP && *at == now())
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_emit()
                .withf(|event| *event == Event::GroupDeleted { group: GROUP })
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_enqueue()
                .withf(|job, at| *job == Job::PurgeGroup { group: GROUP } && at.is_none())
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        DeleteGroup::new(ports(store))
            .run(&actor(AUTHOR), GROUP)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_moderator_does_not_delete_it() {
        let store = MockStore::writing(|tx| {
            tx.expect_group_to_change().returning(|_| Ok(Some(choir())));
            standing_so(tx, Standing::Moderator);
        });
        let refused = DeleteGroup::new(ports(store))
            .run(&actor(AUTHOR + 1), GROUP)
            .await;
        assert!(matches!(
            refused,
            Err(DeleteGroupError::Refused(GroupRefusal::NotTheOwner))
        ));
    }
}
