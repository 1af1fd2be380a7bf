//! Listing the shares of a post.

use super::{
    show::ShowError,
    view::{PostView, show_page},
};
use crate::shared::{
    actor::Actor,
    id::PostId,
    page::{After, Limit, Page},
    ports::Ports,
};

/// Lists the shares of a post.
pub struct ListShares {
    ports: Ports,
}

impl ListShares {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The shares of `post` that `actor` may see listed, newest first, starting after the share with the key `after`.
    #[tracing::instrument(name = "posts.shares", skip_all, fields(%post))]
    pub async fn run(
        &self,
        actor: &Actor,
        post: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<PostView>, ShowError> {
        let mut tx = self.ports.store.read().await?;
        tx.visible_post(actor.user, post)
            .await?
            .ok_or(ShowError::NotFound)?;
        let page = tx.shares_of(actor.user, post, after, limit).await?;
        let now = self.ports.clock.now();
        Ok(show_page(tx.as_mut(), actor.user, page, now).await?)
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::{
            Post,
            fixtures::{AUTHOR, actor, authored, no_standings, ports, post},
        },
        shared::id::UserId,
        testing::MockStore,
    };

    async fn run(store: MockStore) -> Result<Page<PostView>, ShowError> {
        ListShares::new(ports(store))
            .run(&actor(5), PostId::new(7), Some(9), Limit::default())
            .await
    }

    #[tokio::test]
    async fn shares_come_with_what_they_share() {
        let store = MockStore::reading(|tx| {
            tx.expect_visible_post()
                .with(eq(UserId::new(5)), eq(PostId::new(7)))
                .returning(|_, _| Ok(Some(authored(post(7)))));
            tx.expect_shares_of()
                .with(
                    eq(UserId::new(5)),
                    eq(PostId::new(7)),
                    eq(Some(9)),
                    eq(Limit::default()),
                )
                .returning(|_, original, _, _| {
                    let share = Post {
                        original: Some(original),
                        author: UserId::new(AUTHOR + 1),
                        ..post(8)
                    };
                    Ok(Page {
                        items: vec![authored(share)],
                        next: Some(8),
                    })
                });
            no_standings(tx);
            tx.expect_originals()
                .times(1)
                .returning(|_, _| Ok(vec![authored(post(7))]));
        });
        let page = run(store).await.unwrap();
        let inside: Vec<Option<i64>> = page
            .items
            .iter()
            .map(|view| view.shared.as_ref().map(|shared| shared.post.id.get()))
            .collect();
        assert_eq!((inside, page.next), (vec![Some(7)], Some(8)));
    }

    #[tokio::test]
    async fn what_one_may_not_see_has_no_shares() {
        let store = MockStore::reading(|tx| {
            tx.expect_visible_post().returning(|_, _| Ok(None));
        });
        assert!(matches!(run(store).await, Err(ShowError::NotFound)));
    }
}
