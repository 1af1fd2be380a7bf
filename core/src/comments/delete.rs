//! Deleting a comment.

use super::comment::Deletion;
use crate::{
    posts::PostPolicy,
    shared::{
        actor::Actor, event::Event, id::CommentId, jobs::Job, ports::Ports, store::StoreError,
    },
};

/// Why nothing was deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteCommentError {
    /// Not there, deleted before, or not for the actor to see.
    #[error("no such comment")]
    NotFound,
    /// They see it, but it is not theirs to delete.
    #[error("the comment is not theirs to delete")]
    NotTheirs,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes comments.
pub struct DeleteComment {
    ports: Ports,
    policy: PostPolicy,
}

impl DeleteComment {
    pub(super) fn new(ports: Ports, policy: PostPolicy) -> Self {
        Self { ports, policy }
    }

    /// Deletes one's own comment, one on one's own post, or one in a group in which one keeps order: at once for every reader, for good when
    /// [`PostPolicy::undo_window`] is over. What answers it stays.
    #[tracing::instrument(name = "comments.delete", skip_all, fields(%comment))]
    pub async fn run(&self, actor: &Actor, comment: CommentId) -> Result<(), DeleteCommentError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let (found, post) = tx
            .comment_to_change(actor.user, comment)
            .await?
            .ok_or(DeleteCommentError::NotFound)?;
        if !found.is_live() {
            return Err(DeleteCommentError::NotFound);
        }
        if !post.lets_delete(actor.user, found.author) {
            return Err(DeleteCommentError::NotTheirs);
        }
        let deletion = Deletion {
            at: now,
            by: actor.user,
        };
        tx.set_comment_deletion(&found, Some(deletion)).await?;
        let post = found.post;
        tx.emit(Event::CommentDeleted { comment, post }).await?;
        let purge = Job::PurgeComment { comment };
        tx.enqueue(&purge, Some(self.policy.undo_until(now)))
            .await?;
        Ok(tx.commit().await?)
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
            fixtures::{COMMENTER, POST, comment, discussed},
        },
        posts::fixtures::{AUTHOR, actor, now, ports},
        testing::MockStore,
    };

    const ID: CommentId = CommentId::new(5);

    async fn run(store: MockStore, by: i64) -> Result<(), DeleteCommentError> {
        let delete = DeleteComment::new(ports(store), PostPolicy::default());
        delete.run(&actor(by), ID).await
    }

    #[tokio::test]
    async fn its_author_and_the_posts_delete_it_and_it_is_erased_later() {
        for by in [COMMENTER, AUTHOR] {
            let store = MockStore::writing(move |tx| {
                tx.expect_comment_to_change()
                    .returning(|_, _| Ok(Some((comment(5), discussed()))));
                let deletion = Deletion {
                    at: now(),
                    by: actor(by).user,
                };
                tx.expect_set_comment_deletion()
                    .with(eq(comment(5)), eq(Some(deletion)))
                    .times(1)
                    .returning(|_, _| Ok(()));
                let (comment, post) = (ID, POST);
                tx.expect_emit()
                    .with(eq(Event::CommentDeleted { comment, post }))
                    .times(1)
                    .returning(|_| Ok(()));
                let later = now().plus(Duration::minutes(10));
                tx.expect_enqueue()
                    .with(eq(Job::PurgeComment { comment }), eq(Some(later)))
                    .times(1)
                    .returning(|_, _| Ok(()));
                tx.expect_commit().times(1).returning(|| Ok(()));
            });
            run(store, by).await.unwrap();
        }
    }

    #[tokio::test]
    async fn others_are_told_that_it_is_not_theirs_and_who_comes_too_late_finds_nothing() {
        let deleted = Comment {
            deletion: Some(Deletion {
                at: now(),
                by: actor(COMMENTER).user,
            }),
            ..comment(5)
        };
        for (by, there, seen) in [
            (99, Some(comment(5)), true),
            (COMMENTER, Some(deleted), false),
            (COMMENTER, None, false),
        ] {
            let store = MockStore::writing(move |tx| {
                tx.expect_comment_to_change()
                    .return_once(move |_, _| Ok(there.map(|found| (found, discussed()))));
            });
            let done = run(store, by).await;
            match done {
                Err(DeleteCommentError::NotTheirs) => assert!(seen),
                Err(DeleteCommentError::NotFound) => assert!(!seen),
                other => panic!("{other:?}"),
            }
        }
    }
}
