//! Forgetting the changes of many audiences that can no longer be taken back.

use crate::{
    posts::PostPolicy,
    shared::{ports::Ports, store::StoreError},
};

/// Forgets changes of audiences.
#[derive(Clone)]
pub struct ForgetChanges {
    ports: Ports,
    policy: PostPolicy,
}

impl ForgetChanges {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self { ports, policy }
    }

    /// Forgets those that can no longer be taken back, with the names that were kept for them; gives how many.
    pub async fn run(&self) -> Result<u64, StoreError> {
        let until = self.ports.clock.now().plus(-self.policy.undo_window);
        let mut tx = self.ports.store.write().await?;
        let forgotten = tx.forget_audience_changes(until).await?;
        tx.commit().await?;
        Ok(forgotten)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::{
        posts::fixtures::{now, ports},
        testing::MockStore,
    };

    #[tokio::test]
    async fn what_can_no_longer_be_taken_back_is_forgotten() {
        let store = MockStore::writing(|tx| {
            tx.expect_forget_audience_changes()
                .with(eq(now().plus(-Duration::minutes(10))))
                .times(1)
                .returning(|_| Ok(3));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let forget = ForgetChanges::new(ports(store), PostPolicy::default());
        assert_eq!(forget.run().await.unwrap(), 3);
    }
}
