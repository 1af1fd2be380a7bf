//! The posts in a group.

use super::news::Growing;
use crate::{
    groups::{OutsideGroup, inside},
    posts::{PostView, show_page},
    shared::{
        actor::Actor,
        id::{GroupId, PostId},
        page::{After, Limit, Page},
        ports::Ports,
        store::StoreError,
    },
};

/// Why the feed of a group is not shown.
#[derive(Debug, thiserror::Error)]
pub enum GroupFeedError {
    /// Members alone read it: an empty page would not tell whether there is nothing, or nothing for this member.
    #[error(transparent)]
    Outside(#[from] OutsideGroup),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the feed of a group.
pub struct GroupFeed {
    ports: Ports,
}

impl GroupFeed {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The posts in `group` of those whom `actor` does not mute, newest first, starting after the post with the key `after`
    /// and ending above the post `since`.
    #[tracing::instrument(name = "feeds.group", skip_all, fields(%group))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        since: Option<PostId>,
        after: After,
        limit: Limit,
    ) -> Result<Page<PostView>, GroupFeedError> {
        let mut tx = self.ports.store.read().await?;
        let viewer = actor.user;
        inside(tx.as_mut(), actor.user, group).await??;
        let page = tx.group_posts(viewer, group, since, after, limit).await?;
        Ok(show_page(tx.as_mut(), viewer, page, self.ports.clock.now()).await?)
    }

    /// The posts that owner and moderators put above the others, what was pinned last first.
    #[tracing::instrument(name = "feeds.group_pins", skip_all, fields(%group))]
    pub async fn pinned(
        &self,
        actor: &Actor,
        group: GroupId,
    ) -> Result<Vec<PostView>, GroupFeedError> {
        let mut tx = self.ports.store.read().await?;
        inside(tx.as_mut(), actor.user, group).await??;
        let page = Page {
            items: tx.pins_of_group(actor.user, group).await?,
            next: None,
        };
        let shown = show_page(tx.as_mut(), actor.user, page, self.ports.clock.now()).await?;
        Ok(shown.items)
    }

    /// How many posts of others the feed holds above the post `since`; counting stops at a hundred.
    #[tracing::instrument(name = "feeds.group_news", skip_all, fields(%group))]
    pub async fn count_new(
        &self,
        actor: &Actor,
        group: GroupId,
        since: PostId,
    ) -> Result<usize, GroupFeedError> {
        let mut tx = self.ports.store.read().await?;
        inside(tx.as_mut(), actor.user, group).await??;
        let feed = Growing::Group(group);
        Ok(feed.count_new(tx.as_mut(), actor.user, since).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::Standing,
        posts::{
            Post,
            fixtures::{AUTHOR, actor, authored, no_standings, ports, post},
        },
        shared::id::UserId,
        testing::MockStore,
    };

    const GROUP: GroupId = GroupId::new(5);

    fn empty() -> Page<crate::posts::AuthoredPost> {
        Page {
            items: Vec::new(),
            next: None,
        }
    }

    async fn read_as(
        standing: Option<Standing>,
    ) -> (
        Result<Page<PostView>, GroupFeedError>,
        Result<usize, GroupFeedError>,
    ) {
        let store = || {
            MockStore::reading(move |tx| {
                tx.expect_known_standing()
                    .returning(move |_, _| Ok(standing));
                tx.expect_group_posts()
                    .returning(|_, _, _, _, _| Ok(empty()));
            })
        };
        let page = GroupFeed::new(ports(store()))
            .run(&actor(AUTHOR), GROUP, None, None, Limit::default())
            .await;
        let count = GroupFeed::new(ports(store()))
            .count_new(&actor(AUTHOR), GROUP, PostId::new(5))
            .await;
        (page, count)
    }

    #[tokio::test]
    async fn members_alone_read_it_and_who_may_not_know_of_it_finds_nothing() {
        for standing in Standing::ALL {
            let (page, count) = read_as(Some(standing)).await;
            if standing.is_member() {
                assert_eq!((page.unwrap().items.len(), count.unwrap()), (0, 0));
                continue;
            }
            assert!(matches!(
                page,
                Err(GroupFeedError::Outside(OutsideGroup::MembersOnly))
            ));
            assert!(matches!(
                count,
                Err(GroupFeedError::Outside(OutsideGroup::MembersOnly))
            ));
        }
        let (page, count) = read_as(None).await;
        assert!(matches!(
            page,
            Err(GroupFeedError::Outside(OutsideGroup::NotFound))
        ));
        assert!(matches!(
            count,
            Err(GroupFeedError::Outside(OutsideGroup::NotFound))
        ));
    }

    #[tokio::test]
    async fn new_posts_are_those_of_others() {
        let store = MockStore::reading(|tx| {
            no_standings(tx);
            tx.expect_known_standing()
                .returning(|_, _| Ok(Some(Standing::Member)));
            tx.expect_group_posts().returning(|_, _, _, _, _| {
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
        let count = GroupFeed::new(ports(store))
            .count_new(&actor(AUTHOR), GROUP, PostId::new(5))
            .await;
        assert_eq!(count.unwrap(), 1);
    }
}
