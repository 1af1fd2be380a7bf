//! Not being suggested a group any more.

use crate::shared::{actor::Actor, id::GroupId, ports::Ports, store::StoreError};

/// Why a group is suggested still.
#[derive(Debug, thiserror::Error)]
pub enum DismissGroupError {
    /// No such group, as far as the actor may know.
    #[error("no such group")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members refuse suggestions of groups.
#[derive(Clone)]
pub struct DismissGroup {
    ports: Ports,
}

impl DismissGroup {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Never suggests `group` to the actor again. Doing it again changes nothing.
    #[tracing::instrument(name = "groups.dismiss_suggestion", skip_all, fields(%group))]
    pub async fn run(&self, actor: &Actor, group: GroupId) -> Result<(), DismissGroupError> {
        let mut tx = self.ports.store.write().await?;
        if !tx.dismiss_group(actor.user, group).await? {
            return Err(DismissGroupError::NotFound);
        }
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        shared::id::UserId,
        testing::MockStore,
    };

    #[tokio::test]
    async fn a_refusal_is_kept() {
        let store = MockStore::writing(|tx| {
            tx.expect_dismiss_group()
                .with(eq(UserId::new(AUTHOR)), eq(GroupId::new(7)))
                .returning(|_, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let dismiss = DismissGroup::new(ports(store));
        dismiss.run(&actor(AUTHOR), GroupId::new(7)).await.unwrap();
    }

    #[tokio::test]
    async fn what_one_may_not_know_of_cannot_be_refused() {
        let store = MockStore::writing(|tx| {
            tx.expect_dismiss_group().returning(|_, _| Ok(false));
        });
        let dismiss = DismissGroup::new(ports(store));
        let refused = dismiss.run(&actor(AUTHOR), GroupId::new(7)).await;
        assert!(matches!(refused, Err(DismissGroupError::NotFound)));
    }
}
