//! How much is new in a list of posts.

use super::home;
use crate::{
    posts::AuthoredPost,
    shared::{
        id::{GroupId, PostId, UserId},
        page::{After, Limit, Page},
        store::{StoreError, Tx},
    },
    tags::Tag,
};

/// Where counting stops.
const NEWS_MAX: usize = 100;

/// A list that grows while one reads it.
pub(super) enum Growing<'a> {
    Home,
    Tagged(&'a Tag),
    Group(GroupId),
}

impl Growing<'_> {
    async fn above(
        &self,
        tx: &mut dyn Tx,
        viewer: UserId,
        since: PostId,
        after: After,
        limit: Limit,
    ) -> Result<Page<AuthoredPost>, StoreError> {
        match self {
            Self::Home => {
                let (_, page) = home::read(tx, viewer, Some(since), after, limit).await?;
                Ok(page)
            }
            Self::Tagged(tag) => {
                tx.tagged_posts(viewer, tag, Some(since), after, limit)
                    .await
            }
            Self::Group(group) => {
                tx.group_posts(viewer, *group, Some(since), after, limit)
                    .await
            }
        }
    }

    /// How many posts of others it holds above the post `since`; counting stops at a hundred.
    pub(super) async fn count_new(
        &self,
        tx: &mut dyn Tx,
        viewer: UserId,
        since: PostId,
    ) -> Result<usize, StoreError> {
        let most = Limit::new(u32::from(Limit::MAX)).unwrap_or_default();
        let by_others = |found: &&AuthoredPost| found.post.author != viewer;
        let (mut count, mut after) = (0, None);
        // One's own posts take room on a page, and do not count: usually there are few.
        loop {
            let page = self.above(tx, viewer, since, after, most).await?;
            count += page.items.iter().filter(by_others).count();
            if count >= NEWS_MAX || page.next.is_none() {
                return Ok(count.min(NEWS_MAX));
            }
            after = page.next;
        }
    }
}
