//! Taking the deletion of a comment back.

use super::{
    comment::Deletion,
    view::{CommentView, show_one},
};
use crate::{
    posts::PostPolicy,
    shared::{actor::Actor, event::Event, id::CommentId, ports::Ports, store::StoreError},
};

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum RestoreCommentError {
    /// Not there, deleted by somebody else, or not for the actor to see.
    #[error("no such comment")]
    NotFound,
    /// It is not deleted, and not theirs.
    #[error("the comment is not theirs to restore")]
    NotTheirs,
    /// The time for taking the deletion back is over.
    #[error("the comment was deleted too long ago")]
    TooLate,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Restores deleted comments.
pub struct RestoreComment {
    ports: Ports,
    policy: PostPolicy,
}

impl RestoreComment {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self { ports, policy }
    }

    /// Brings back what one deleted oneself, in its old place. A comment of one's own that is not deleted stays as it is.
    #[tracing::instrument(name = "comments.restore", skip_all, fields(%comment))]
    pub async fn run(
        &self,
        actor: &Actor,
        comment: CommentId,
    ) -> Result<CommentView, RestoreCommentError> {
        let mut tx = self.ports.store.write().await?;
        let (found, post) = tx
            .comment_to_change(actor.user, comment)
            .await?
            .ok_or(RestoreCommentError::NotFound)?;
        match found.deletion {
            Some(deletion) if deletion.by != actor.user => {
                return Err(RestoreCommentError::NotFound);
            }
            None if !post.lets_delete(actor.user, found.author) => {
                return Err(RestoreCommentError::NotTheirs);
            }
            _ => {}
        }
        if let Some(Deletion { at, .. }) = found.deletion {
            if self.ports.clock.now() >= self.policy.undo_until(at) {
                return Err(RestoreCommentError::TooLate);
            }
            tx.set_comment_deletion(&found, None).await?;
            let post = found.post;
            tx.emit(Event::CommentRestored { comment, post }).await?;
        }
        let view = show_one(tx.as_mut(), actor.user, comment)
            .await?
            .ok_or(RestoreCommentError::NotFound)?;
        // Also when nothing changed: the restoration before may be waiting for its commit still.
        tx.commit().await?;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;
    use time::Duration;

    use super::*;
    use crate::{
        comments::{
            Comment,
            fixtures::{COMMENTER, POST, comment, discussed, found},
        },
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::MockStore,
    };

    const ID: CommentId = CommentId::new(5);

    fn deleted(by: i64, ago: Duration) -> Comment {
        Comment {
            deletion: Some(Deletion {
                at: now().plus(-ago),
                by: actor(by).user,
            }),
            ..comment(5)
        }
    }

    async fn run(store: MockStore, by: i64) -> Result<CommentView, RestoreCommentError> {
        let restore = RestoreComment::new(ports(store), PostPolicy::default());
        restore.run(&actor(by), ID).await
    }

    #[tokio::test]
    async fn who_deleted_it_brings_it_back_within_the_window() {
        for by in [COMMENTER, AUTHOR] {
            let store = MockStore::writing(move |tx| {
                let before = deleted(by, Duration::seconds(599));
                tx.expect_comment_to_change()
                    .return_once(move |_, _| Ok(Some((before, discussed()))));
                tx.expect_set_comment_deletion()
                    .withf(|_, deletion| deletion.is_none())
                    .times(1)
                    .returning(|_, _| Ok(()));
                let (comment, post) = (ID, POST);
                tx.expect_emit()
                    .with(eq(Event::CommentRestored { comment, post }))
                    .times(1)
                    .returning(|_| Ok(()));
                tx.expect_comment_with_ancestors()
                    .returning(|_, _, _| Ok(vec![found(5)]));
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            run(store, by).await.unwrap();
        }
    }

    #[tokio::test]
    async fn nobody_takes_back_what_another_deleted() {
        for (deleted_by, by) in [(AUTHOR, COMMENTER), (COMMENTER, AUTHOR)] {
            let store = MockStore::writing(move |tx| {
                let before = deleted(deleted_by, Duration::ZERO);
                tx.expect_comment_to_change()
                    .return_once(move |_, _| Ok(Some((before, discussed()))));
            });
            let done = run(store, by).await;
            assert!(matches!(done, Err(RestoreCommentError::NotFound)));
        }
    }

    #[tokio::test]
    async fn after_the_window_it_stays_deleted() {
        let store = MockStore::writing(|tx| {
            let before = deleted(COMMENTER, Duration::minutes(10));
            tx.expect_comment_to_change()
                .return_once(move |_, _| Ok(Some((before, discussed()))));
        });
        let done = run(store, COMMENTER).await;
        assert!(matches!(done, Err(RestoreCommentError::TooLate)));
    }

    #[tokio::test]
    async fn one_that_is_not_deleted_is_only_shown() {
        let store = MockStore::writing(|tx| {
            tx.expect_comment_to_change()
                .return_once(|_, _| Ok(Some((comment(5), discussed()))));
            tx.expect_comment_with_ancestors()
                .returning(|_, _, _| Ok(vec![found(5)]));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        run(store, COMMENTER).await.unwrap();
    }
}
