//! Taking a deletion back.

use super::{
    delete::own_or_moderated,
    post::{Post, PostPolicy},
    refusal::{ChangeRefusal, change_refusal, may_still_write},
    share_count::count_anew,
    view::{PostView, show_one},
};
use crate::shared::{
    actor::Actor, clock::Timestamp, event::Event, id::PostId, ports::Ports, store::StoreError,
};

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// It is not theirs to restore.
    #[error(transparent)]
    Refused(#[from] ChangeRefusal),
    /// The time for taking the deletion back is over.
    #[error("the post was deleted too long ago")]
    TooLate,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Restores deleted posts.
pub struct Restore {
    ports: Ports,
    policy: PostPolicy,
}

impl Restore {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self { ports, policy }
    }

    /// Brings a post back that one deleted, as it was, in its old place: in a group, as long as one belongs to it. A post that is
    /// not deleted stays as it is.
    #[tracing::instrument(name = "posts.restore", skip_all, fields(%post))]
    pub async fn run(&self, actor: &Actor, post: PostId) -> Result<PostView, RestoreError> {
        let mut tx = self.ports.store.write().await?;
        let Some(post) = own_or_moderated(tx.as_mut(), actor.user, post).await? else {
            return Err(change_refusal(tx.as_mut(), actor.user, post).await?.into());
        };
        if !may_still_write(tx.as_mut(), actor.user, &post).await? {
            return Err(ChangeRefusal::NotFound.into());
        }
        let id = post.id;
        if self.check_in_time(&post)? {
            if post.author != actor.user {
                tx.note_moderation(id, None).await?;
            }
            let restored = Post {
                deleted_at: None,
                ..post.clone()
            };
            tx.update_post(&restored).await?;
            count_anew(tx.as_mut(), &post, &restored).await?;
            tx.emit(Event::PostRestored { post: id }).await?;
        }
        let view = show_one(tx.as_mut(), actor.user, id, self.ports.clock.now())
            .await?
            .ok_or(ChangeRefusal::NotFound)?;
        // Also when nothing changed: the restoration before may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }

    /// Whether the post is deleted at all; an error when it was too long ago.
    fn check_in_time(&self, post: &Post) -> Result<bool, RestoreError> {
        let in_time =
            |deleted_at: Timestamp| self.ports.clock.now() < self.policy.undo_until(deleted_at);
        match post.deleted_at {
            None => Ok(false),
            Some(deleted_at) if in_time(deleted_at) => Ok(true),
            Some(_) => Err(RestoreError::TooLate),
        }
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::groups::{Standing, fixtures::GROUP};
    use crate::posts::fixtures::{AUTHOR, actor, authored, no_standings, now, ports, post};
    use crate::shared::id::UserId;
    use crate::testing::MockStore;

    async fn run(store: MockStore) -> Result<PostView, RestoreError> {
        Restore::new(ports(store), PostPolicy::default())
            .run(&actor(AUTHOR), PostId::new(7))
            .await
    }

    fn deleted(ago: Duration) -> Post {
        Post {
            deleted_at: Some(now().plus(-ago)),
            ..post(7)
        }
    }

    #[tokio::test]
    async fn within_the_window_the_post_comes_back() {
        let store = MockStore::writing(|tx| {
            tx.expect_own_post()
                .return_once(|_, _| Ok(Some(deleted(Duration::seconds(599)))));
            tx.expect_update_post()
                .with(eq(post(7)))
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit()
                .with(eq(Event::PostRestored {
                    post: PostId::new(7),
                }))
                .times(1)
                .returning(|_| Ok(()));
            no_standings(tx);
            tx.expect_visible_post()
                .returning(|_, _| Ok(Some(authored(post(7)))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(run(store).await.unwrap().post, post(7));
    }

    #[tokio::test]
    async fn a_share_counts_again() {
        let store = MockStore::writing(|tx| {
            let original = Some(PostId::new(3));
            tx.expect_own_post().return_once(move |_, _| {
                Ok(Some(Post {
                    original,
                    ..deleted(Duration::SECOND)
                }))
            });
            tx.expect_update_post().returning(|_| Ok(()));
            tx.expect_count_shares()
                .with(eq(PostId::new(3)), eq(1))
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_emit().returning(|_| Ok(()));
            no_standings(tx);
            tx.expect_visible_post()
                .returning(|_, _| Ok(Some(authored(post(7)))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        run(store).await.unwrap();
    }

    #[tokio::test]
    async fn in_a_group_it_comes_back_for_who_still_belongs_to_it() {
        for standing in [None, Some(Standing::Member)] {
            let store = MockStore::writing(move |tx| {
                let in_group = Post {
                    group: Some(GROUP),
                    ..deleted(Duration::SECOND)
                };
                tx.expect_own_post()
                    .return_once(move |_, _| Ok(Some(in_group)));
                tx.expect_belonging_held()
                    .with(eq(GROUP), eq(UserId::new(AUTHOR)))
                    .times(1)
                    .returning(move |_, _| Ok(standing));
                if standing.is_none() {
                    return;
                }
                tx.expect_update_post().times(1).returning(|_| Ok(()));
                tx.expect_emit().returning(|_| Ok(()));
                no_standings(tx);
                tx.expect_visible_post()
                    .returning(|_, _| Ok(Some(authored(post(7)))));
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            match run(store).await {
                Ok(_) => assert!(standing.is_some()),
                Err(RestoreError::Refused(ChangeRefusal::NotFound)) => assert!(standing.is_none()),
                Err(other) => panic!("{other:?}"),
            }
        }
    }

    #[tokio::test]
    async fn after_the_window_it_does_not() {
        let store = MockStore::writing(|tx| {
            tx.expect_own_post()
                .return_once(|_, _| Ok(Some(deleted(Duration::minutes(10)))));
        });
        assert!(matches!(run(store).await, Err(RestoreError::TooLate)));
    }

    #[tokio::test]
    async fn a_post_that_is_not_deleted_is_only_shown() {
        let store = MockStore::writing(|tx| {
            tx.expect_own_post().return_once(|_, _| Ok(Some(post(7))));
            no_standings(tx);
            tx.expect_visible_post()
                .returning(|_, _| Ok(Some(authored(post(7)))));
            // The restoration before may be waiting for its commit still.
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(run(store).await.unwrap().post, post(7));
    }

    #[tokio::test]
    async fn a_post_that_one_may_not_know_of_is_not_found() {
        let store = MockStore::writing(|tx| {
            tx.expect_own_post().return_once(|_, _| Ok(None));
            tx.expect_post_to_moderate().returning(|_, _| Ok(None));
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        assert!(matches!(
            run(store).await,
            Err(RestoreError::Refused(ChangeRefusal::NotFound))
        ));
    }
}
