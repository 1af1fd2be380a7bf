//! Reading what there is to a tag.

use super::tag::Tag;
use crate::shared::{
    actor::Actor,
    id::UserId,
    ports::Ports,
    store::{StoreError, Tx},
};

/// Where counting stops.
const POSTS_MAX: u32 = 100;

/// A tag before one member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagView {
    /// The tag.
    pub tag: Tag,
    /// Whether they follow it.
    pub following: bool,
    /// How many posts its feed holds for them, counted up to 100.
    pub post_count: u32,
}

/// Reads tags.
pub struct Show {
    ports: Ports,
}

impl Show {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// The tag as `actor` sees it. A tag that nobody uses has no posts; it may be followed all the same.
    #[tracing::instrument(name = "tags.show", skip_all)]
    pub async fn run(&self, actor: &Actor, tag: Tag) -> Result<TagView, StoreError> {
        let mut tx = self.ports.store.read().await?;
        view(tx.as_mut(), actor.user, tag).await
    }
}

/// The tag as `viewer` sees it.
pub(super) async fn view(tx: &mut dyn Tx, viewer: UserId, tag: Tag) -> Result<TagView, StoreError> {
    Ok(TagView {
        following: tx.follows_tag(viewer, &tag).await?,
        post_count: tx.count_tagged(viewer, &tag, POSTS_MAX).await?,
        tag,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        posts::fixtures::{AUTHOR, actor, ports},
        testing::MockStore,
    };

    #[tokio::test]
    async fn a_tag_is_shown_with_what_its_reader_may_count() {
        let store = MockStore::reading(|tx| {
            tx.expect_follows_tag().returning(|_, _| Ok(true));
            tx.expect_count_tagged()
                .withf(|viewer, tag, most| {
                    *viewer == UserId::new(AUTHOR) && tag.as_str() == "snow" && *most == 100
                })
                .returning(|_, _, _| Ok(3));
        });
        let tag = Tag::parse("Snow").unwrap();
        let shown = Show::new(ports(store))
            .run(&actor(AUTHOR), tag.clone())
            .await
            .unwrap();
        let expected = TagView {
            tag,
            following: true,
            post_count: 3,
        };
        assert_eq!(shown, expected);
    }
}
