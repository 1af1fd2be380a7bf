//! The home feed.

use crate::{
    posts::{PostView, show_page},
    shared::{
        actor::Actor,
        page::{After, Limit, Page},
        ports::Ports,
        store::StoreError,
    },
};

/// Reads the home feed.
pub struct Home {
    ports: Ports,
}

impl Home {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// One's own posts and the public posts of everybody else, newest first, starting after the post with the
    /// key `after`. Posts that arrive while one reads come before the first page, so that no page repeats or
    /// skips anything.
    #[tracing::instrument(name = "feeds.home", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        after: After,
        limit: Limit,
    ) -> Result<Page<PostView>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let page = tx.home_posts(actor.user, after, limit).await?;
        show_page(tx.as_mut(), actor.user, page).await
    }
}

#[cfg(test)]
mod tests {
    use mockall::predicate::eq;

    use super::*;
    use crate::{
        posts::{
            Post,
            fixtures::{AUTHOR, actor, authored, media, ports, post},
        },
        shared::id::{PostId, UserId},
        testing::MockStore,
    };

    #[tokio::test]
    async fn a_page_costs_one_statement_for_the_posts_and_one_for_all_pictures() {
        let limit = Limit::new(2).unwrap();
        let store = MockStore::reading(move |tx| {
            tx.expect_home_posts()
                .with(eq(UserId::new(AUTHOR)), eq(Some(9)), eq(limit))
                .times(1)
                .returning(|_, _, _| {
                    let items = vec![
                        authored(Post {
                            picture_count: 2,
                            ..post(8)
                        }),
                        authored(post(7)),
                    ];
                    Ok(Page {
                        items,
                        next: Some(7),
                    })
                });
            tx.expect_post_pictures()
                .withf(|posts| posts == [PostId::new(8)])
                .times(1)
                .returning(|_| {
                    Ok(vec![
                        (PostId::new(8), media(2, "second")),
                        (PostId::new(8), media(1, "first")),
                    ])
                });
        });
        let page = Home::new(ports(store))
            .run(&actor(AUTHOR), Some(9), limit)
            .await
            .unwrap();
        let media: Vec<Vec<i64>> = page
            .items
            .iter()
            .map(|view| view.media.iter().map(|m| m.id.get()).collect())
            .collect();
        assert_eq!((media, page.next), (vec![vec![2, 1], vec![]], Some(7)));
    }
}
