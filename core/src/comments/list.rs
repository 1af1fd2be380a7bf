//! Reading pages of comments.

use super::{
    sort::{CommentKey, CommentPage, CommentSort},
    view::{CommentView, show_page},
};
use crate::shared::{
    actor::Actor,
    id::{CommentId, PostId},
    page::Limit,
    ports::Ports,
    store::StoreError,
};

/// Why there is nothing to read.
#[derive(Debug, thiserror::Error)]
pub enum ListCommentsError {
    /// Post or comment are not there, or not for this viewer.
    #[error("nothing that has comments")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads pages of comments.
pub struct ListComments {
    ports: Ports,
}

impl ListComments {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The comments on a post itself, as `actor` sees them. That there are none is told from that the post is not to be
    /// seen with one statement more.
    #[tracing::instrument(name = "comments.list", skip_all, fields(%post))]
    pub async fn on_post(
        &self,
        actor: &Actor,
        post: PostId,
        sort: CommentSort,
        after: Option<CommentKey>,
        limit: Limit,
    ) -> Result<CommentPage<CommentView>, ListCommentsError> {
        let mut tx = self.ports.store.read().await?;
        let page = tx.comments_on(actor.user, post, sort, after, limit).await?;
        if page.items.is_empty() && tx.visible_post(actor.user, post).await?.is_none() {
            return Err(ListCommentsError::NotFound);
        }
        Ok(show_page(tx.as_mut(), actor.user, page).await?)
    }

    /// The direct answers to a comment, as `actor` sees them.
    #[tracing::instrument(name = "comments.replies", skip_all, fields(%comment))]
    pub async fn replies(
        &self,
        actor: &Actor,
        comment: CommentId,
        sort: CommentSort,
        after: Option<CommentKey>,
        limit: Limit,
    ) -> Result<CommentPage<CommentView>, ListCommentsError> {
        let mut tx = self.ports.store.read().await?;
        let page = tx
            .replies_to(actor.user, comment, sort, after, limit)
            .await?;
        if page.items.is_empty() {
            let found = tx.comment_with_ancestors(actor.user, comment, 0).await?;
            if found.is_empty() {
                return Err(ListCommentsError::NotFound);
            }
        }
        Ok(show_page(tx.as_mut(), actor.user, page).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comments::{
            FoundComment,
            fixtures::{COMMENTER, POST, found},
        },
        posts::fixtures::{actor, authored, ports, post},
        testing::MockStore,
    };

    const NONE: [FoundComment; 0] = [];

    fn page(items: impl Into<Vec<FoundComment>>) -> CommentPage<FoundComment> {
        CommentPage {
            items: items.into(),
            next: None,
        }
    }

    async fn on_post(store: MockStore) -> Result<CommentPage<CommentView>, ListCommentsError> {
        let list = ListComments::new(ports(store));
        let (actor, limit) = (actor(COMMENTER), Limit::default());
        list.on_post(&actor, POST, CommentSort::Newest, None, limit)
            .await
    }

    async fn replies(store: MockStore) -> Result<CommentPage<CommentView>, ListCommentsError> {
        let list = ListComments::new(ports(store));
        let (actor, limit) = (actor(COMMENTER), Limit::default());
        let comment = CommentId::new(5);
        list.replies(&actor, comment, CommentSort::Oldest, None, limit)
            .await
    }

    #[tokio::test]
    async fn a_page_without_pictures_costs_one_statement() {
        let store = MockStore::reading(|tx| {
            tx.expect_comments_on()
                .times(1)
                .returning(|_, _, _, _, _| Ok(page([found(2), found(1)])));
        });
        assert_eq!(on_post(store).await.unwrap().items.len(), 2);
        let store = MockStore::reading(|tx| {
            tx.expect_replies_to()
                .times(1)
                .returning(|_, _, _, _, _| Ok(page([found(6)])));
        });
        assert_eq!(replies(store).await.unwrap().items.len(), 1);
    }

    #[tokio::test]
    async fn that_there_are_no_comments_is_not_that_there_is_no_post() {
        for there in [true, false] {
            let store = MockStore::reading(move |tx| {
                tx.expect_comments_on()
                    .returning(|_, _, _, _, _| Ok(page(NONE)));
                tx.expect_visible_post()
                    .returning(move |_, _| Ok(there.then(|| authored(post(7)))));
            });
            match on_post(store).await {
                Ok(page) => assert!(there && page.items.is_empty()),
                Err(error) => assert!(!there && matches!(error, ListCommentsError::NotFound)),
            }
        }
    }

    #[tokio::test]
    async fn that_there_are_no_answers_is_not_that_there_is_no_comment() {
        for there in [true, false] {
            let store = MockStore::reading(move |tx| {
                tx.expect_replies_to()
                    .returning(|_, _, _, _, _| Ok(page(NONE)));
                tx.expect_comment_with_ancestors()
                    .returning(move |_, _, _| Ok(there.then(|| found(5)).into_iter().collect()));
            });
            match replies(store).await {
                Ok(page) => assert!(there && page.items.is_empty()),
                Err(error) => assert!(!there && matches!(error, ListCommentsError::NotFound)),
            }
        }
    }
}
