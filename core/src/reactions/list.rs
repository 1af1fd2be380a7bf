//! Reading who reacted.

use super::{kind::ReactionKind, reactor::Reactor, target::Target};
use crate::shared::{
    actor::Actor,
    page::{After, Limit, Page},
    ports::Ports,
    store::StoreError,
};

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum ListReactorsError {
    /// What was reacted to is not there, or not for this member.
    #[error("nothing to list the reactions of")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads who reacted.
pub struct ListReactors {
    ports: Ports,
}

impl ListReactors {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page of those who reacted to `target`, in the one way `kind` or in any, the newest reaction first, starting after
    /// the key `after`.
    #[tracing::instrument(name = "reactions.list", skip_all, fields(target = ?target))]
    pub async fn run(
        &self,
        actor: &Actor,
        target: Target,
        kind: Option<ReactionKind>,
        after: After,
        limit: Limit,
    ) -> Result<Page<Reactor>, ListReactorsError> {
        let mut tx = self.ports.store.read().await?;
        if !tx.is_shown(actor.user, target).await? {
            return Err(ListReactorsError::NotFound);
        }
        Ok(tx.reactors(actor.user, target, kind, after, limit).await?)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        shared::id::{PostId, UserId},
        testing::{MockStore, MockTx},
    };

    const ME: UserId = UserId::new(AUTHOR);
    const POST: Target = Target::Post(PostId::new(7));

    async fn list(
        prepare: impl FnOnce(&mut MockTx) + Send + 'static,
    ) -> Result<Page<Reactor>, ListReactorsError> {
        let wow = Some(ReactionKind::Wow);
        ListReactors::new(ports(MockStore::reading(prepare)))
            .run(&actor(AUTHOR), POST, wow, Some(9), Limit::default())
            .await
    }

    #[tokio::test]
    async fn who_sees_the_post_reads_who_reacted() {
        let listed = list(|tx| {
            tx.expect_is_shown()
                .with(eq(ME), eq(POST))
                .times(1)
                .returning(|_, _| Ok(true));
            tx.expect_reactors()
                .with(
                    eq(ME),
                    eq(POST),
                    eq(Some(ReactionKind::Wow)),
                    eq(Some(9)),
                    eq(Limit::default()),
                )
                .times(1)
                .returning(|_, _, _, _, _| {
                    Ok(Page {
                        items: Vec::new(),
                        next: Some(4),
                    })
                });
        });
        assert_eq!(listed.await.unwrap().next, Some(4));
    }

    #[tokio::test]
    async fn of_what_one_may_not_see_nobody_is_named() {
        let refused = list(|tx| {
            tx.expect_is_shown().returning(|_, _| Ok(false));
        });
        assert!(matches!(refused.await, Err(ListReactorsError::NotFound)));
    }
}
