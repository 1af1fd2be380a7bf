//! Not being suggested somebody any more.

use crate::shared::{actor::Actor, id::UserId, ports::Ports, store::StoreError};

/// Why somebody is suggested still.
#[derive(Debug, thiserror::Error)]
pub enum DismissSuggestionError {
    /// There is nobody there, as far as the actor may know; nobody is suggested to themselves.
    #[error("no such member")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets members refuse suggestions.
#[derive(Clone)]
pub struct DismissSuggestion {
    ports: Ports,
}

impl DismissSuggestion {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Never suggests `other` to the actor again. Doing it again changes nothing.
    #[tracing::instrument(name = "relations.dismiss_suggestion", skip_all)]
    pub async fn run(&self, actor: &Actor, other: UserId) -> Result<(), DismissSuggestionError> {
        let mut tx = self.ports.store.write().await?;
        if !tx.dismiss_suggestion(actor.user, other).await? {
            return Err(DismissSuggestionError::NotFound);
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
        testing::MockStore,
    };

    #[tokio::test]
    async fn a_refusal_is_kept() {
        let store = MockStore::writing(|tx| {
            tx.expect_dismiss_suggestion()
                .with(eq(UserId::new(AUTHOR)), eq(UserId::new(7)))
                .returning(|_, _| Ok(true));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let dismiss = DismissSuggestion::new(ports(store));
        dismiss.run(&actor(AUTHOR), UserId::new(7)).await.unwrap();
    }

    #[tokio::test]
    async fn nobody_cannot_be_refused() {
        let store = MockStore::writing(|tx| {
            tx.expect_dismiss_suggestion().returning(|_, _| Ok(false));
        });
        let dismiss = DismissSuggestion::new(ports(store));
        let refused = dismiss.run(&actor(AUTHOR), UserId::new(7)).await;
        assert!(matches!(refused, Err(DismissSuggestionError::NotFound)));
    }
}
