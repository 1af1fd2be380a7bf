//! Listing the pictures of somebody's posts.

use super::visible_parts;
use crate::{
    feeds::ProfileRef,
    media::PostPicture,
    shared::{
        actor::Actor,
        page::{After, Limit, Page},
        ports::Ports,
        store::StoreError,
    },
};

/// Why there is no list.
#[derive(Debug, thiserror::Error)]
pub enum ListPicturesError {
    /// Nobody is called so.
    #[error("no such profile")]
    NotFound,
    /// The profile is private to the asking member.
    #[error("the profile is private")]
    Private,
    /// The owner shows this list to others only.
    #[error("the list is hidden")]
    Hidden,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

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
    ) -> Result<Page<PostPicture>, ListPicturesError> {
        let mut tx = self.ports.store.read().await?;
        let found = tx
            .find_wall(actor.user, whose)
            .await?
            .ok_or(ListPicturesError::NotFound)?;
        let parts = visible_parts(found.relation, &found.privacy, found.is_private)
            .ok_or(ListPicturesError::Private)?;
        if !parts.media {
            return Err(ListPicturesError::Hidden);
        }
        let pictures = tx
            .pictures_by(found.owner, actor.user, after, limit)
            .await?;
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
    ) -> Result<usize, ListPicturesError> {
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
            Err(ListPicturesError::Private)
        ));
        assert!(matches!(
            asked_by(Relation::Stranger, false, FieldAudience::Followers).await,
            Err(ListPicturesError::Hidden)
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
