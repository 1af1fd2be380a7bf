//! Listing the pictures of somebody's posts.

use super::{ProfileListError, shown_parts};
use crate::{
    feeds::ProfileRef,
    media::PostPicture,
    shared::{
        actor::Actor,
        page::{After, Limit, Page},
        ports::Ports,
    },
};

/// Lists the pictures of a member's posts, as far as the asking member may see those posts.
#[derive(Clone)]
pub struct ListPictures {
    ports: Ports,
}

impl ListPictures {
    pub(super) fn new(ports: Ports) -> Self {
        Self { ports }
    }

    /// A page, newest first, starting after the picture with the key `after`.
    pub async fn run(
        &self,
        actor: &Actor,
        whose: &ProfileRef,
        after: After,
        limit: Limit,
    ) -> Result<Page<PostPicture>, ProfileListError> {
        let mut tx = self.ports.store.read().await?;
        let (owner, parts) = shown_parts(tx.as_mut(), actor.user, whose).await?;
        if !parts.media {
            return Err(ProfileListError::Hidden);
        }
        let pictures = tx.pictures_by(owner, actor.user, after, limit).await?;
        Ok(Page::cut(pictures, limit, |picture| picture.media.id.get()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        feeds::Wall,
        media::fixture::{actor, ports, still},
        profiles::{FieldAudience, Privacy, Relation},
        shared::id::{PostId, UserId},
        testing::MockStore,
    };

    fn listing(relation: Relation, is_private: bool, media: FieldAudience) -> ListPictures {
        let store = MockStore::reading(move |tx| {
            tx.expect_find_wall().returning(move |_, _| {
                Ok(Some(Wall {
                    owner: UserId::new(3),
                    is_private,
                    relation,
                    privacy: Privacy {
                        media,
                        ..Privacy::default()
                    },
                }))
            });
            tx.expect_pictures_by().returning(|_, _, _, _| {
                Ok(vec![PostPicture {
                    post: PostId::new(8),
                    warning: None,
                    media: still(9, 3),
                }])
            });
        });
        ListPictures::new(ports(store))
    }

    async fn asked_by(
        relation: Relation,
        is_private: bool,
        media: FieldAudience,
    ) -> Result<usize, ProfileListError> {
        let whose = ProfileRef::Id(UserId::new(3));
        listing(relation, is_private, media)
            .run(&actor(5), &whose, None, Limit::default())
            .await
            .map(|page| page.items.len())
    }

    #[tokio::test]
    async fn private_profiles_and_hidden_lists_are_closed_to_strangers_alone() {
        assert!(matches!(
            asked_by(Relation::Stranger, false, FieldAudience::Everyone).await,
            Ok(1)
        ));
        assert!(matches!(
            asked_by(Relation::Stranger, true, FieldAudience::Everyone).await,
            Err(ProfileListError::Private)
        ));
        assert!(matches!(
            asked_by(Relation::Stranger, false, FieldAudience::Followers).await,
            Err(ProfileListError::Hidden)
        ));
        assert!(matches!(
            asked_by(Relation::Follower, true, FieldAudience::Followers).await,
            Ok(1)
        ));
        assert!(matches!(
            asked_by(Relation::Myself, true, FieldAudience::OnlyMe).await,
            Ok(1)
        ));
    }
}
