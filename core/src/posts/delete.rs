//! Deleting a post.

use super::{
    post::{Post, PostPolicy},
    refusal::{ChangeRefusal, change_refusal},
    share_count::count_anew,
};
use crate::shared::{
    actor::Actor,
    event::Event,
    id::{PostId, UserId},
    jobs::Job,
    ports::Ports,
    store::{StoreError, Tx},
};

/// Why nothing was deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteError {
    /// It is neither theirs nor in a group in which they keep order.
    #[error(transparent)]
    Refused(#[from] ChangeRefusal),
    /// It belongs to an event, which is cancelled and stays to be read.
    #[error("the post belongs to an event")]
    OfAnEvent,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes posts.
pub struct Delete {
    ports: Ports,
    policy: PostPolicy,
}

impl Delete {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self { ports, policy }
    }

    /// Deletes one's own post, also in a group to which one belongs no longer, or one in a group in which one keeps order: at
    /// once for every reader, for good when [`PostPolicy::undo_window`] is over. It is pinned no more, and a share counts no more.
    /// What belongs to an event stays.
    #[tracing::instrument(name = "posts.delete", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<(), DeleteError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let found = own_or_moderated(tx.as_mut(), actor.user, post).await?;
        let Some(post) = found.filter(Post::is_live) else {
            return Err(change_refusal(tx.as_mut(), actor.user, post).await?.into());
        };
        if post.has_event {
            return Err(DeleteError::OfAnEvent);
        }
        let deleted = Post {
            deleted_at: Some(now),
            ..post.clone()
        };
        tx.update_post(&deleted).await?;
        if post.author != actor.user {
            tx.note_moderation(post.id, Some(actor.user)).await?;
        }
        match post.group {
            Some(_) => tx.unpin_in_group(post.id).await?,
            None => tx.unpin_post(post.author, post.id).await?,
        }
        count_anew(tx.as_mut(), &post, &deleted).await?;
        tx.emit(Event::PostDeleted { post: post.id }).await?;
        tx.enqueue(
            &Job::PurgePost { post: post.id },
            Some(self.policy.undo_until(now)),
        )
        .await?;
        Ok(tx.commit().await?)
    }
}

/// A post that `user` may delete, and restore when it was them who deleted it.
pub(super) async fn own_or_moderated(
    tx: &mut dyn Tx,
    user: UserId,
    post: PostId,
) -> Result<Option<Post>, StoreError> {
    match tx.own_post(user, post).await? {
        Some(own) => Ok(Some(own)),
        None => tx.post_to_moderate(user, post).await,
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::groups::fixtures::GROUP;
    use crate::posts::fixtures::{AUTHOR, actor, now, ports, post};
    use crate::shared::id::UserId;
    use crate::testing::{MockStore, MockTx};

    async fn run(store: MockStore) -> Result<(), DeleteError> {
        Delete::new(ports(store), PostPolicy::default())
            .run(&actor(AUTHOR), PostId::new(7))
            .await
    }

    fn deletes(tx: &mut MockTx, before: Post) {
        tx.expect_own_post()
            .return_once(move |_, _| Ok(Some(before)));
        tx.expect_update_post()
            .withf(|p| p.deleted_at == Some(now()))
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_unpin_post()
            .with(eq(UserId::new(AUTHOR)), eq(PostId::new(7)))
            .times(1)
            .returning(|_, _| Ok(()));
        tx.expect_emit()
            .with(eq(Event::PostDeleted {
                post: PostId::new(7),
            }))
            .times(1)
            .returning(|_| Ok(()));
        tx.expect_commit().times(1).returning(|| Ok(()));
    }

    #[tokio::test]
    async fn the_content_is_erased_when_the_deletion_can_no_longer_be_taken_back() {
        let store = MockStore::writing(|tx| {
            deletes(tx, post(7));
            tx.expect_enqueue()
                .with(
                    eq(Job::PurgePost {
                        post: PostId::new(7),
                    }),
                    eq(Some(now().plus(Duration::minutes(10)))),
                )
                .times(1)
                .returning(|_, _| Ok(()));
        });
        run(store).await.unwrap();
    }

    #[tokio::test]
    async fn what_was_deleted_in_a_group_is_pinned_there_no_more() {
        let store = MockStore::writing(|tx| {
            let in_group = Post {
                group: Some(GROUP),
                ..post(7)
            };
            tx.expect_own_post()
                .return_once(move |_, _| Ok(Some(in_group)));
            tx.expect_update_post().returning(|_| Ok(()));
            tx.expect_unpin_in_group()
                .with(eq(PostId::new(7)))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
            tx.expect_enqueue().returning(|_, _| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        run(store).await.unwrap();
    }

    #[tokio::test]
    async fn a_share_counts_no_more() {
        let store = MockStore::writing(|tx| {
            let share = Post {
                original: Some(PostId::new(3)),
                ..post(7)
            };
            deletes(tx, share);
            tx.expect_count_shares()
                .with(eq(PostId::new(3)), eq(-1))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_enqueue().returning(|_, _| Ok(()));
        });
        run(store).await.unwrap();
    }

    #[tokio::test]
    async fn what_belongs_to_an_event_stays_also_for_who_keeps_order() {
        for is_own in [true, false] {
            let store = MockStore::writing(move |tx| {
                let found = Post {
                    has_event: true,
                    ..post(7)
                };
                let (own, moderated) = if is_own {
                    (Some(found), None)
                } else {
                    (None, Some(found))
                };
                tx.expect_own_post().return_once(move |_, _| Ok(own));
                tx.expect_post_to_moderate()
                    .return_once(move |_, _| Ok(moderated));
            });
            assert!(matches!(run(store).await, Err(DeleteError::OfAnEvent)));
        }
    }

    #[tokio::test]
    async fn a_post_that_is_not_there_or_a_deleted_one_is_not_found() {
        for found in [
            None,
            Some(Post {
                deleted_at: Some(now()),
                ..post(7)
            }),
        ] {
            let store = MockStore::writing(move |tx| {
                tx.expect_own_post().return_once(move |_, _| Ok(found));
                tx.expect_post_to_moderate().returning(|_, _| Ok(None));
                tx.expect_visible_post().returning(|_, _| Ok(None));
            });
            assert!(matches!(
                run(store).await,
                Err(DeleteError::Refused(ChangeRefusal::NotFound))
            ));
        }
    }
}
