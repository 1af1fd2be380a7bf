//! Erasing what was in a deleted group.

use super::PORTIONS;
use crate::{
    media::EraseBytes,
    shared::{
        id::{GroupId, MediaId},
        jobs::Job,
        ports::Ports,
        store::{StoreError, Tx},
    },
};

/// How many posts are erased at once: others write meanwhile.
const POSTS_AT_ONCE: u32 = 20;
/// How many comments on those.
const COMMENTS_AT_ONCE: u32 = 500;
/// How many events: each may have very many answers.
const EVENTS_AT_ONCE: u32 = 5;
/// How many members are forgotten.
const MEMBERS_AT_ONCE: u32 = 200;

/// Erases deleted groups for good.
#[derive(Clone)]
pub struct PurgeGroup {
    ports: Ports,
    bytes: EraseBytes,
}

/// What went with a portion.
struct Erased {
    /// Whether there may be more.
    is_more: bool,
    /// Their bytes are to follow.
    pictures: Vec<MediaId>,
}

impl PurgeGroup {
    /// On these ports; `bytes` removes the files.
    #[must_use]
    pub fn new(ports: Ports, bytes: EraseBytes) -> Self {
        Self { ports, bytes }
    }

    /// Carries out `Job::PurgeGroup`: erases the posts of `group` with the comments on them, then its events, forgets who
    /// belonged to it, and in the end what it was called; some at a time, and where there is very much, another job goes on.
    /// Nobody is told of each post: the group is gone, and that was told. Nothing happens to a group that is there.
    #[tracing::instrument(name = "groups.purge", skip_all, fields(%group))]
    pub async fn run(&self, group: GroupId) -> Result<(), StoreError> {
        for portion in 1..=PORTIONS {
            if !self.erase(group, portion == PORTIONS).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether there may be more to erase.
    async fn erase(&self, group: GroupId, is_last: bool) -> Result<bool, StoreError> {
        let mut tx = self.ports.store.write().await?;
        let erased = self.erase_some(tx.as_mut(), group).await?;
        if erased.is_more && is_last {
            tx.enqueue(&Job::PurgeGroup { group }, None).await?;
        }
        tx.commit().await?;
        self.bytes.run(&erased.pictures).await;
        Ok(erased.is_more)
    }

    /// Each portion begins with the posts: somebody may have been writing one by a membership that was not forgotten yet.
    async fn erase_some(&self, tx: &mut dyn Tx, group: GroupId) -> Result<Erased, StoreError> {
        if let Some(pictures) = self.erase_posts(tx, group).await? {
            return Ok(Erased {
                is_more: true,
                pictures,
            });
        }
        let (events, pictures) = tx.erase_events_of_gone(group, EVENTS_AT_ONCE).await?;
        if events > 0 {
            tx.erase_media(&pictures).await?;
            return Ok(Erased {
                is_more: true,
                pictures,
            });
        }
        if tx.forget_members_of_gone(group, MEMBERS_AT_ONCE).await? > 0 {
            return Ok(Erased {
                is_more: true,
                pictures: Vec::new(),
            });
        }
        let banner: Vec<MediaId> = tx.empty_gone(group).await?.into_iter().collect();
        tx.erase_media(&banner).await?;
        Ok(Erased {
            is_more: false,
            pictures: banner,
        })
    }

    /// The pictures of some posts, which are erased with what was said to them; `None` when there are no more posts. One with
    /// more comments than go at once stays until they are gone.
    async fn erase_posts(
        &self,
        tx: &mut dyn Tx,
        group: GroupId,
    ) -> Result<Option<Vec<MediaId>>, StoreError> {
        let posts = tx.posts_of_gone(group, POSTS_AT_ONCE).await?;
        if posts.is_empty() {
            return Ok(None);
        }
        let now = self.ports.clock.now();
        let mut pictures = Vec::new();
        let mut comments_left = COMMENTS_AT_ONCE;
        for post in posts {
            let (removed, of_comments) = tx.erase_comments_on(post, comments_left).await?;
            pictures.extend(of_comments);
            comments_left =
                comments_left.saturating_sub(u32::try_from(removed).unwrap_or(u32::MAX));
            if comments_left == 0 {
                break;
            }
            pictures.extend(tx.erase_content(post).await?);
            tx.unpin_in_group(post).await?;
            tx.delete_post_of_gone(post, now).await?;
        }
        Ok(Some(pictures))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mockall::predicate::eq;

    use super::*;
    use crate::{
        groups::fixtures::GROUP,
        media::fixture::MockFiles,
        posts::fixtures::{now, ports},
        shared::id::PostId,
        testing::{MockStore, MockTx},
    };

    /// What is left of the group before a unit of work.
    #[derive(Clone, Copy, Default)]
    struct Left {
        /// A post, with so many comments.
        post: Option<u64>,
        event: Option<MediaId>,
        members: u64,
        banner: Option<MediaId>,
    }

    fn unit(left: Left) -> MockTx {
        let mut tx = MockTx::new();
        tx.expect_commit().times(1).returning(|| Ok(()));
        let post = PostId::new(7);
        tx.expect_posts_of_gone()
            .with(eq(GROUP), eq(POSTS_AT_ONCE))
            .returning(move |_, _| Ok(left.post.map(|_| post).into_iter().collect()));
        if let Some(comments) = left.post {
            let removed = comments.min(u64::from(COMMENTS_AT_ONCE));
            tx.expect_erase_comments_on()
                .with(eq(post), eq(COMMENTS_AT_ONCE))
                .times(1)
                .returning(move |_, _| Ok((removed, Vec::new())));
            let is_erased = usize::from(removed < u64::from(COMMENTS_AT_ONCE));
            tx.expect_erase_content()
                .times(is_erased)
                .returning(|_| Ok(vec![MediaId::new(6)]));
            tx.expect_unpin_in_group()
                .times(is_erased)
                .returning(|_| Ok(()));
            tx.expect_delete_post_of_gone()
                .with(eq(post), eq(now()))
                .times(is_erased)
                .returning(|_, _| Ok(()));
            return tx;
        }
        tx.expect_erase_media()
            .withf(move |ids| ids == Vec::from_iter(left.event.or(left.banner)))
            .returning(|_| Ok(()));
        tx.expect_erase_events_of_gone().returning(move |_, _| {
            let images = Vec::from_iter(left.event);
            Ok((images.len(), images))
        });
        tx.expect_forget_members_of_gone()
            .returning(move |_, _| Ok(left.members));
        tx.expect_empty_gone()
            .times(usize::from(left.event.is_none() && left.members == 0))
            .returning(move |_| Ok(left.banner));
        tx
    }

    /// Purges in these units of work; the bytes of each picture go so many times.
    async fn purge(units: Vec<MockTx>, pictures: &[(i64, usize)]) {
        let mut store = MockStore::new();
        let many = units.len();
        let mut units = units.into_iter();
        store
            .expect_write()
            .times(many)
            .returning(move || Ok(Box::new(units.next().unwrap())));
        let mut files = MockFiles::new();
        for (picture, times) in pictures {
            files
                .expect_remove_all()
                .with(eq(MediaId::new(*picture)))
                .times(*times)
                .returning(|_| Ok(()));
        }
        let bytes = EraseBytes::new(Arc::new(files));
        let purge = PurgeGroup::new(ports(store), bytes);
        purge.run(GROUP).await.unwrap();
    }

    #[tokio::test]
    async fn posts_go_first_and_what_it_was_called_last() {
        let left = |post, event, members| Left {
            post,
            event,
            members,
            banner: None,
        };
        let event = Some(MediaId::new(8));
        let units = vec![
            // More comments than go at once.
            unit(left(Some(900), event, 3)),
            unit(left(Some(400), event, 3)),
            unit(left(None, event, 3)),
            unit(left(None, None, 3)),
            // Written while the group ended, by a member who is forgotten now.
            unit(left(Some(0), None, 0)),
            unit(Left {
                banner: Some(MediaId::new(9)),
                ..Left::default()
            }),
        ];
        purge(units, &[(6, 2), (8, 1), (9, 1)]).await;
    }

    #[tokio::test]
    async fn where_there_is_very_much_another_job_goes_on() {
        let portions = usize::try_from(PORTIONS).unwrap();
        let much = Left {
            members: 200,
            ..Left::default()
        };
        let mut units: Vec<MockTx> = (0..portions).map(|_| unit(much)).collect();
        units[portions - 1]
            .expect_enqueue()
            .with(eq(Job::PurgeGroup { group: GROUP }), eq(None))
            .times(1)
            .returning(|_, _| Ok(()));
        purge(units, &[]).await;
    }
}
