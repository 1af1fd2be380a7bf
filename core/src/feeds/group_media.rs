//! The pictures and videos of the posts in a group.

use super::GroupFeedError;
use crate::{
    groups::inside,
    media::{PicturePlace, PostPicture},
    shared::{
        actor::Actor,
        id::GroupId,
        page::{Limit, Page},
        ports::Ports,
    },
};

/// Lists the pictures and videos of the posts in a group.
pub struct GroupMedia {
    ports: Ports,
}

impl GroupMedia {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page for members, starting after the picture at `after`: those of the newest post first, without what members
    /// posted whom `actor` mutes.
    #[tracing::instrument(name = "feeds.group_media", skip_all, fields(%group))]
    pub async fn run(
        &self,
        actor: &Actor,
        group: GroupId,
        after: Option<PicturePlace>,
        limit: Limit,
    ) -> Result<Page<PostPicture, PicturePlace>, GroupFeedError> {
        let mut tx = self.ports.store.read().await?;
        inside(tx.as_mut(), actor.user, group).await??;
        Ok(tx.pictures_in(group, actor.user, after, limit).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::{OutsideGroup, Standing},
        media::fixture::{actor, ports, still},
        shared::id::PostId,
        testing::MockStore,
    };

    async fn read_as(standing: Option<Standing>) -> Result<usize, GroupFeedError> {
        let store = MockStore::reading(move |tx| {
            tx.expect_known_standing()
                .returning(move |_, _| Ok(standing));
            tx.expect_pictures_in().returning(|_, _, _, _| {
                Ok(Page {
                    items: vec![PostPicture {
                        post: PostId::new(8),
                        warning: None,
                        media: still(9, 3),
                    }],
                    next: None,
                })
            });
        });
        GroupMedia::new(ports(store))
            .run(&actor(3), GroupId::new(5), None, Limit::default())
            .await
            .map(|page| page.items.len())
    }

    #[tokio::test]
    async fn members_alone_see_them_and_who_may_not_know_of_the_group_finds_nothing() {
        for standing in Standing::ALL {
            let read = read_as(Some(standing)).await;
            if standing.is_member() {
                assert_eq!(read.unwrap(), 1);
            } else {
                assert!(matches!(
                    read,
                    Err(GroupFeedError::Outside(OutsideGroup::MembersOnly))
                ));
            }
        }
        let read = read_as(None).await;
        assert!(matches!(
            read,
            Err(GroupFeedError::Outside(OutsideGroup::NotFound))
        ));
    }
}
