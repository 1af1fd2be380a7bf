//! Reading one comment, for who comes by its link.

use super::view::{ANCESTORS_MAX, CommentInThread, show_all};
use crate::shared::{actor::Actor, id::CommentId, ports::Ports, store::StoreError};

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum ShowCommentError {
    /// Not there, or not for this viewer.
    #[error("no such comment")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads one comment.
pub struct ShowComment {
    ports: Ports,
}

impl ShowComment {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The comment and what is above it, as `actor` sees them.
    #[tracing::instrument(name = "comments.show", skip_all, fields(%comment))]
    pub async fn run(
        &self,
        actor: &Actor,
        comment: CommentId,
    ) -> Result<CommentInThread, ShowCommentError> {
        let mut tx = self.ports.store.read().await?;
        let found = tx
            .comment_with_ancestors(actor.user, comment, ANCESTORS_MAX)
            .await?;
        let mut ancestors = show_all(tx.as_mut(), actor.user, found).await?;
        let comment = ancestors.pop().ok_or(ShowCommentError::NotFound)?;
        Ok(CommentInThread { comment, ancestors })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comments::fixtures::{COMMENTER, found},
        posts::fixtures::{actor, ports},
        testing::MockStore,
    };

    async fn run(found_ids: &'static [i64]) -> Result<CommentInThread, ShowCommentError> {
        let store = MockStore::reading(move |tx| {
            tx.expect_comment_with_ancestors()
                .returning(move |_, _, _| Ok(found_ids.iter().map(|id| found(*id)).collect()));
        });
        let show = ShowComment::new(ports(store));
        show.run(&actor(COMMENTER), CommentId::new(3)).await
    }

    #[tokio::test]
    async fn the_comment_comes_last_of_what_was_found() {
        let shown = run(&[1, 2, 3]).await.unwrap();
        let above = shown.ancestors.iter().map(|view| view.found.id.get());
        assert!(above.eq([1, 2]));
        assert_eq!(shown.comment.found.id, CommentId::new(3));
    }

    #[tokio::test]
    async fn what_one_may_not_see_is_not_found() {
        assert!(matches!(run(&[]).await, Err(ShowCommentError::NotFound)));
    }
}
