//! The posts with a tag.

use super::news::Growing;
use crate::{
    posts::{PostView, show_page},
    shared::{
        actor::Actor,
        id::PostId,
        page::{After, Limit, Page},
        ports::Ports,
        store::StoreError,
    },
    tags::Tag,
};

/// Reads the feed of a tag.
pub struct Tagged {
    ports: Ports,
}

impl Tagged {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The posts with `tag` that `actor` may see listed and whose authors they do not mute, newest first, starting after
    /// the post with the key `after` and ending above the post `since`.
    #[tracing::instrument(name = "feeds.tagged", skip_all)]
    pub async fn run(
        &self,
        actor: &Actor,
        tag: &Tag,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<PostView>, StoreError> {
        let mut tx = self.ports.store.read().await?;
        let page = tx
            .tagged_posts(actor.user, tag, since, after, limit)
            .await?;
        show_page(tx.as_mut(), actor.user, page, self.ports.clock.now()).await
    }

    /// How many posts of others the feed holds above the post `since`; counting stops at a hundred.
    #[tracing::instrument(name = "feeds.tagged_news", skip_all)]
    pub async fn count_new(
        &self,
        actor: &Actor,
        tag: &Tag,
        since: PostId,
    ) -> Result<usize, StoreError> {
        let mut tx = self.ports.store.read().await?;
        Growing::Tagged(tag)
            .count_new(tx.as_mut(), actor.user, since)
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::{
            Post,
            fixtures::{AUTHOR, actor, authored, no_standings, ports, post},
        },
        shared::id::UserId,
        testing::MockStore,
    };

    fn snow() -> Tag {
        Tag::parse("snow").unwrap()
    }

    #[tokio::test]
    async fn a_page_is_asked_for_by_its_tag() {
        let store = MockStore::reading(|tx| {
            no_standings(tx);
            tx.expect_tagged_posts()
                .withf(|_, tag, since, after, limit| {
                    let asked = (since.map(PostId::get), *after, limit.get());
                    *tag == snow() && asked == (Some(3), Some(9), 20)
                })
                .times(1)
                .returning(|_, _, _, _, _| {
                    Ok(Page {
                        items: vec![authored(post(8))],
                        next: Some(8),
                    })
                });
        });
        let since = Some(PostId::new(3));
        let page = Tagged::new(ports(store))
            .run(&actor(AUTHOR), &snow(), since, Some(9), Limit::default())
            .await
            .unwrap();
        assert_eq!((page.items.len(), page.next), (1, Some(8)));
    }

    #[tokio::test]
    async fn new_posts_are_those_of_others() {
        let store = MockStore::reading(|tx| {
            tx.expect_tagged_posts().returning(|_, _, _, _, _| {
                let of_another = Post {
                    author: UserId::new(AUTHOR + 1),
                    ..post(9)
                };
                Ok(Page {
                    items: vec![authored(of_another), authored(post(8))],
                    next: None,
                })
            });
        });
        let count = Tagged::new(ports(store))
            .count_new(&actor(AUTHOR), &snow(), PostId::new(5))
            .await;
        assert_eq!(count.unwrap(), 1);
    }
}
