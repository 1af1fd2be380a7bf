//! Erasing what was in a deleted group.

use crate::{
    media::EraseBytes,
    posts::PostPolicy,
    shared::{event::Event, id::GroupId, jobs::Job, ports::Ports, store::StoreError},
};

/// How many posts are deleted at once, and members forgotten: others write meanwhile.
const AT_ONCE: u32 = 200;
/// How many events are erased at once: each may have very many answers.
const EVENTS_AT_ONCE: u32 = 5;

/// Erases deleted groups for good.
#[derive(Clone)]
pub struct PurgeGroup {
    ports: Ports,
    policy: PostPolicy,
    bytes: EraseBytes,
}

impl PurgeGroup {
    /// On these ports; `bytes` removes the files.
    #[must_use]
    pub fn new(ports: Ports, policy: PostPolicy, bytes: EraseBytes) -> Self {
        Self {
            ports,
            policy,
            bytes,
        }
    }

    /// Carries out `Job::PurgeGroup`: deletes the posts of `group`, which are erased as any deleted post, erases its
    /// events, and forgets who belonged to it. Nothing happens to a group that is there.
    #[tracing::instrument(name = "groups.purge", skip_all, fields(%group))]
    pub async fn run(&self, group: GroupId) -> Result<(), StoreError> {
        while self.delete_some_posts(group).await? {}
        while self.erase_some_events(group).await? {}
        while self.forget_some_members(group).await? {}
        Ok(())
    }

    async fn delete_some_posts(&self, group: GroupId) -> Result<bool, StoreError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let deleted = tx.delete_posts_of_gone(group, now, AT_ONCE).await?;
        for post in deleted.iter().copied() {
            tx.emit(Event::PostDeleted { post }).await?;
            let erased_at = self.policy.undo_until(now);
            tx.enqueue(&Job::PurgePost { post }, Some(erased_at))
                .await?;
        }
        tx.commit().await?;
        Ok(!deleted.is_empty())
    }

    async fn erase_some_events(&self, group: GroupId) -> Result<bool, StoreError> {
        let mut tx = self.ports.store.write().await?;
        let (erased, images) = tx.erase_events_of_gone(group, EVENTS_AT_ONCE).await?;
        tx.erase_media(&images).await?;
        tx.commit().await?;
        self.bytes.run(&images).await;
        Ok(erased > 0)
    }

    async fn forget_some_members(&self, group: GroupId) -> Result<bool, StoreError> {
        let mut tx = self.ports.store.write().await?;
        let (forgotten, banner) = tx.forget_members_of_gone(group, AT_ONCE).await?;
        let banner: Vec<_> = banner.into_iter().collect();
        tx.erase_media(&banner).await?;
        tx.commit().await?;
        self.bytes.run(&banner).await;
        Ok(forgotten > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        groups::fixtures::GROUP,
        media::fixture::MockFiles,
        posts::fixtures::{now, ports},
        shared::id::{MediaId, PostId},
        testing::{MockStore, MockTx},
    };

    /// The unit of work that comes so many times before the last.
    fn unit(round: u32) -> MockTx {
        let mut tx = MockTx::new();
        match round {
            1 => {
                tx.expect_delete_posts_of_gone()
                    .returning(|_, _, _| Ok(vec![PostId::new(7)]));
                tx.expect_emit()
                    .withf(|event| matches!(event, Event::PostDeleted { post } if post.get() == 7))
                    .times(1)
                    .returning(|_| Ok(()));
                tx.expect_enqueue()
                    .withf(|job, at| {
                        let erased_at = PostPolicy::default().undo_until(now());
                        matches!(job, Job::PurgePost { .. }) && *at == Some(erased_at)
                    })
                    .times(1)
                    .returning(|_, _| Ok(()));
            }
            2 => {
                tx.expect_delete_posts_of_gone()
                    .returning(|_, _, _| Ok(vec![]));
            }
            3 | 4 => {
                let images = (round == 3).then(|| MediaId::new(8));
                tx.expect_erase_events_of_gone()
                    .returning(move |_, _| Ok((images.iter().count(), Vec::from_iter(images))));
                tx.expect_erase_media()
                    .withf(move |ids| ids == Vec::from_iter(images))
                    .times(1)
                    .returning(|_| Ok(()));
            }
            5 => {
                tx.expect_forget_members_of_gone()
                    .returning(|_, _| Ok((3, Some(MediaId::new(9)))));
                tx.expect_erase_media()
                    .withf(|ids| ids == [MediaId::new(9)])
                    .times(1)
                    .returning(|_| Ok(()));
            }
            _ => {
                tx.expect_forget_members_of_gone()
                    .withf(|group, _| *group == GROUP)
                    .returning(|_, _| Ok((0, None)));
                tx.expect_erase_media().returning(|_| Ok(()));
            }
        }
        tx.expect_commit().times(1).returning(|| Ok(()));
        tx
    }

    #[tokio::test]
    async fn posts_go_in_portions_then_events_members_and_the_banner() {
        let mut store = MockStore::new();
        let mut round = 0;
        store.expect_write().times(6).returning(move || {
            round += 1;
            Ok(Box::new(unit(round)))
        });
        let mut files = MockFiles::new();
        for picture in [8, 9] {
            files
                .expect_remove_all()
                .withf(move |id| id.get() == picture)
                .times(1)
                .returning(|_| Ok(()));
        }
        let bytes = EraseBytes::new(Arc::new(files));
        PurgeGroup::new(ports(store), PostPolicy::default(), bytes)
            .run(GROUP)
            .await
            .unwrap();
    }
}
