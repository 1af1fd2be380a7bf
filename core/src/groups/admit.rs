//! Letting in who asked to join a group, after it was opened to all.

use super::{PORTIONS, standing::GroupPrivacy};
use crate::shared::{
    clock::Timestamp,
    event::Event,
    id::{GroupId, UserId},
    jobs::Job,
    ports::Ports,
    store::{StoreError, Tx},
};

/// How many are let in at once: the group is held meanwhile.
const AT_ONCE: u32 = 200;

/// Lets in those who wait, because `by` opened the group; whether there may be more of them.
pub(super) async fn admit_some(
    tx: &mut dyn Tx,
    group: GroupId,
    by: UserId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let admitted = tx.admit_some(group, now, AT_ONCE).await?;
    for user in admitted.iter().copied() {
        tx.emit(Event::GroupJoined { group, user, by }).await?;
    }
    Ok(u32::try_from(admitted.len()).unwrap_or(u32::MAX) >= AT_ONCE)
}

/// Lets in who waits for a group that is open.
#[derive(Clone)]
pub struct AdmitToGroup {
    ports: Ports,
}

impl AdmitToGroup {
    /// On these ports.
    #[must_use]
    pub fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// Carries out `Job::AdmitToGroup`: lets in those who wait, because `by` opened the group, some at a time; where they are
    /// very many, another job goes on. Nobody is let in where the group is open no more.
    #[tracing::instrument(name = "groups.admit", skip_all, fields(%group))]
    pub async fn run(&self, group: GroupId, by: UserId) -> Result<(), StoreError> {
        for portion in 1..=PORTIONS {
            if !self.admit(group, by, portion == PORTIONS).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether there may be more to let in.
    async fn admit(&self, group: GroupId, by: UserId, is_last: bool) -> Result<bool, StoreError> {
        let mut tx = self.ports.store.write().await?;
        let found = tx.group_to_change(group).await?;
        if found.is_none_or(|group| group.rules.privacy != GroupPrivacy::Open) {
            // What made it so may be waiting for its commit still, and this job is never done again.
            tx.commit().await?;
            return Ok(false);
        }
        let is_more = admit_some(tx.as_mut(), group, by, self.ports.clock.now()).await?;
        if is_more && is_last {
            tx.enqueue(&Job::AdmitToGroup { group, by }, None).await?;
        }
        tx.commit().await?;
        Ok(is_more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::{
            Group, GroupRules,
            fixtures::{GROUP, choir},
        },
        posts::fixtures::{AUTHOR, ports},
        testing::{MockStore, MockTx},
    };

    const OWNER: UserId = UserId::new(AUTHOR);

    fn opened() -> Group {
        let rules = GroupRules {
            privacy: GroupPrivacy::Open,
            ..GroupRules::default()
        };
        Group { rules, ..choir() }
    }

    /// So many are let in by one unit of work after the other.
    fn admitting(portions: Vec<u32>, goes_on: bool) -> MockStore {
        let mut store = MockStore::new();
        let many = portions.len();
        let mut portions = portions.into_iter().enumerate();
        store.expect_write().times(many).returning(move || {
            let (place, admitted) = portions.next().unwrap();
            let mut tx = MockTx::new();
            tx.expect_group_to_change()
                .returning(|_| Ok(Some(opened())));
            tx.expect_admit_some()
                .returning(move |_, _, _| Ok((0..i64::from(admitted)).map(UserId::new).collect()));
            tx.expect_emit()
                .withf(|event| matches!(event, Event::GroupJoined { by, .. } if *by == OWNER))
                .times(usize::try_from(admitted).unwrap())
                .returning(|_| Ok(()));
            tx.expect_enqueue()
                .withf(|job, _| matches!(job, Job::AdmitToGroup { by, .. } if *by == OWNER))
                .times(usize::from(goes_on && place + 1 == many))
                .returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
            Ok(Box::new(tx))
        });
        store
    }

    async fn run(store: MockStore) {
        let admit = AdmitToGroup::new(ports(store));
        admit.run(GROUP, OWNER).await.unwrap();
    }

    #[tokio::test]
    async fn who_waits_is_let_in_in_portions_until_nobody_waits() {
        run(admitting(vec![AT_ONCE, AT_ONCE, 3], false)).await;
    }

    #[tokio::test]
    async fn of_very_many_another_job_lets_in_the_rest() {
        let portions = usize::try_from(PORTIONS).unwrap();
        run(admitting(vec![AT_ONCE; portions], true)).await;
    }

    #[tokio::test]
    async fn nobody_is_let_in_where_it_is_open_no_more() {
        for found in [None, Some(choir())] {
            let store = MockStore::writing(move |tx| {
                tx.expect_group_to_change().return_once(move |_| Ok(found));
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            run(store).await;
        }
    }
}
