//! What one keeps.

use crate::{
    posts::{PostView, show_page},
    shared::{
        actor::Actor,
        page::{After, Limit, Page},
        ports::Ports,
        store::StoreError,
    },
};

/// Lists bookmarks.
pub struct ListBookmarks {
    ports: Ports,
}

impl ListBookmarks {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The posts that `actor` keeps and may still see, what was kept last first, starting after the bookmark with the key
    /// `after`.
    #[tracing::instrument(name = "bookmarks.list", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        after: After,
        limit: Limit,
    ) -> Result<Page<PostView>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let page = tx.bookmarked_posts(actor.user, after, limit).await?;
        show_page(tx.as_mut(), actor.user, page, self.ports.clock.now()).await
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::fixtures::{actor, authored, no_standings, ports, post},
        shared::id::UserId,
        testing::MockStore,
    };

    #[tokio::test]
    async fn pages_go_by_the_bookmarks() {
        let store = MockStore::reading(|tx| {
            no_standings(tx);
            tx.expect_bookmarked_posts()
                .with(eq(UserId::new(5)), eq(Some(90)), eq(Limit::default()))
                .returning(|_, _, _| {
                    Ok(Page {
                        items: vec![authored(post(7))],
                        next: Some(80),
                    })
                });
        });
        let page = ListBookmarks::new(ports(store))
            .run(&actor(5), Some(90), Limit::default())
            .await
            .unwrap();
        assert_eq!((page.items.len(), page.next), (1, Some(80)));
    }
}
