//! The wide picture above a group.

use bytes::Bytes;

use super::{
    group::Group,
    refusal::{GroupRefusal, own_group},
    view::GroupView,
};
use crate::{
    media::{MediaCases, Purpose, SinglePicture, UploadMediaError},
    search::TitleWords,
    shared::{
        actor::Actor,
        event::Event,
        id::{GroupId, MediaId},
        ports::Ports,
        store::StoreError,
    },
};

/// Why the banner stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeBannerError {
    /// The file was not taken.
    #[error(transparent)]
    Upload(#[from] UploadMediaError),
    /// The group is not theirs to change.
    #[error(transparent)]
    Refused(#[from] GroupRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets and removes the banner of one's own group. The one before is erased.
#[derive(Clone)]
pub struct ChangeBanner {
    ports: Ports,
    picture: SinglePicture,
}

impl ChangeBanner {
    /// The use case on these ports, with what is done with pictures.
    #[must_use]
    pub fn new(ports: Ports, media: &MediaCases) -> Self {
        Self {
            ports,
            picture: SinglePicture::new(Purpose::Banner, media),
        }
    }

    /// Sets the banner to what is in `file`.
    #[tracing::instrument(name = "groups.set_banner", skip_all, fields(%group))]
    pub async fn set(
        &self,
        actor: &Actor,
        group: GroupId,
        file: Bytes,
    ) -> Result<GroupView, ChangeBannerError> {
        // Nothing is made of a picture for somebody else's group.
        self.check(actor, group).await?;
        let picture = self.picture.take_in(actor, file).await?;
        self.replace(actor, group, Some(picture)).await
    }

    /// Removes the banner; fine when there is none.
    #[tracing::instrument(name = "groups.remove_banner", skip_all, fields(%group))]
    pub async fn remove(
        &self,
        actor: &Actor,
        group: GroupId,
    ) -> Result<GroupView, ChangeBannerError> {
        self.replace(actor, group, None).await
    }

    async fn check(&self, actor: &Actor, group: GroupId) -> Result<(), ChangeBannerError> {
        let mut tx = self.ports.store.read().await?;
        let view = tx
            .group_for(actor.user, group)
            .await?
            .ok_or(GroupRefusal::NotFound)?;
        if view.rights().manage {
            Ok(())
        } else {
            Err(GroupRefusal::NotTheOwner.into())
        }
    }

    async fn replace(
        &self,
        actor: &Actor,
        group: GroupId,
        banner: Option<MediaId>,
    ) -> Result<GroupView, ChangeBannerError> {
        let mut tx = self.ports.store.write().await?;
        let before = own_group(tx.as_mut(), actor, group).await??;
        let attached = self.picture.attach(tx.as_mut(), actor.user, banner).await?;
        if !attached {
            return Err(GroupRefusal::NotFound.into());
        }
        let old = before.banner;
        let words = TitleWords::of(before.title.as_str());
        tx.update_group(&Group { banner, ..before }, &words).await?;
        tx.erase_media(old.as_slice()).await?;
        tx.emit(Event::GroupEdited { group }).await?;
        let view = tx
            .group_for(actor.user, group)
            .await?
            .ok_or(GroupRefusal::NotFound)?;
        tx.commit().await?;
        self.picture.erase_bytes(old).await;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        groups::fixtures::{GROUP, choir, view_of},
        media::fixture::{MockCodec, MockFiles, actor, media_ports, ports},
        shared::id::UserId,
        testing::MockStore,
    };

    const OWNER: i64 = 3;

    fn banner(store: MockStore, files: MockFiles) -> ChangeBanner {
        let ports = ports(store);
        let media = media_ports(MockCodec::new(), files);
        ChangeBanner::new(ports.clone(), &MediaCases::new(&ports, &media))
    }

    #[tokio::test]
    async fn removing_erases_what_was_there() {
        let store = MockStore::writing(|tx| {
            tx.expect_group_to_change().returning(|_| {
                Ok(Some(Group {
                    owner: UserId::new(OWNER),
                    banner: Some(MediaId::new(50)),
                    ..choir()
                }))
            });
            tx.expect_update_group()
                .withf(|group, _| group.banner.is_none())
                .times(1)
                .returning(|_, _| Ok(()));
            tx.expect_erase_media()
                .withf(|ids| ids == [MediaId::new(50)])
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_group_for()
                .returning(|viewer, id| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut files = MockFiles::new();
        files
            .expect_remove_all()
            .times(1)
            .withf(|id| id.get() == 50)
            .returning(|_| Ok(()));
        banner(store, files)
            .remove(&actor(OWNER), GROUP)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_picture_for_somebody_elses_group_is_not_even_looked_at() {
        let store = MockStore::reading(|tx| {
            tx.expect_group_for().returning(|viewer, id| {
                let mut view = view_of(id, viewer);
                view.standing = crate::groups::Standing::Member;
                Ok(Some(view))
            });
        });
        let refused = banner(store, MockFiles::new())
            .set(&actor(OWNER), GROUP, Bytes::from_static(b"file"))
            .await;
        assert!(matches!(
            refused,
            Err(ChangeBannerError::Refused(GroupRefusal::NotTheOwner))
        ));
    }
}
