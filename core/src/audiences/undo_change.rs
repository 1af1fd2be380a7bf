//! Taking back another audience of many posts.

use super::change_many::{count_live, tell};
use crate::{
    posts::PostPolicy,
    shared::{actor::Actor, id::AudienceChangeId, ports::Ports, store::StoreError},
};

/// Why it was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoChangeError {
    /// Not there, by somebody else, or taken back already.
    #[error("no such change")]
    NotFound,
    /// The time for taking it back is over.
    #[error("the change was made too long ago")]
    TooLate,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes changes of audiences back.
#[derive(Clone)]
pub struct UndoChange {
    ports: Ports,
    policy: PostPolicy,
}

impl UndoChange {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self { ports, policy }
    }

    /// Gives the posts of one's own change the audience that they had before, and tells how many; posts that have got
    /// a third audience since keep it.
    #[tracing::instrument(name = "audiences.undo_change", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        change: AudienceChangeId,
    ) -> Result<u64, UndoChangeError> {
        let mut tx = self.ports.store.write().await?;
        let change = tx
            .audience_change(actor.user, change)
            .await?
            .ok_or(UndoChangeError::NotFound)?;
        if self.ports.clock.now() >= self.policy.undo_until(change.changed_at) {
            return Err(UndoChangeError::TooLate);
        }
        let restored = tx.undo_audience_change(&change).await?;
        tell(tx.as_mut(), &restored).await?;
        tx.commit().await?;
        Ok(count_live(&restored))
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::{
        audiences::{AudienceChange, Reassigned},
        posts::{
            Audience,
            fixtures::{AUTHOR, actor, now, ports},
        },
        shared::{
            event::Event,
            id::{PostId, UserId},
        },
        testing::MockStore,
    };

    const CHANGE: AudienceChangeId = AudienceChangeId::new(5);

    fn made(ago: Duration) -> AudienceChange {
        AudienceChange {
            id: CHANGE,
            author: UserId::new(AUTHOR),
            to: Audience::Friends,
            changed_at: now().plus(-ago),
        }
    }

    async fn run(store: MockStore) -> Result<u64, UndoChangeError> {
        UndoChange::new(ports(store), PostPolicy::default())
            .run(&actor(AUTHOR), CHANGE)
            .await
    }

    #[tokio::test]
    async fn within_ten_minutes_the_posts_are_what_they_were() {
        let change = made(Duration::minutes(10) - Duration::MICROSECOND);
        let store = MockStore::writing(move |tx| {
            tx.expect_audience_change()
                .with(eq(UserId::new(AUTHOR)), eq(CHANGE))
                .returning(move |_, _| Ok(Some(change)));
            tx.expect_undo_audience_change()
                .with(eq(change))
                .times(1)
                .returning(|_| {
                    let restored = |(post, to)| Reassigned {
                        post: PostId::new(post),
                        from: Audience::Friends,
                        to,
                        is_deleted: post == 4,
                    };
                    let to = [
                        Audience::Public,
                        Audience::Followers,
                        Audience::OnlyMe,
                        Audience::Public,
                    ];
                    Ok((1..).zip(to).map(restored).collect())
                });
            tx.expect_emit()
                .withf(|event| matches!(event, Event::PostEdited { post } if post.get() < 3))
                .times(2)
                .returning(|_| Ok(()));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        assert_eq!(run(store).await.unwrap(), 3);
    }

    #[tokio::test]
    async fn after_that_they_stay() {
        let store = MockStore::writing(|tx| {
            tx.expect_audience_change()
                .returning(|_, _| Ok(Some(made(Duration::minutes(10)))));
        });
        assert!(matches!(run(store).await, Err(UndoChangeError::TooLate)));
    }

    #[tokio::test]
    async fn what_is_not_there_cannot_be_taken_back() {
        let store = MockStore::writing(|tx| {
            tx.expect_audience_change().returning(|_, _| Ok(None));
        });
        assert!(matches!(run(store).await, Err(UndoChangeError::NotFound)));
    }
}
