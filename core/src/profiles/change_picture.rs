//! Setting and removing avatar and cover.

use bytes::Bytes;

use super::{ProfileView, Relation, view_of};
use crate::{
    media::{MediaCases, Purpose, SinglePicture, UploadMediaError},
    shared::{actor::Actor, event::Event, id::MediaId, ports::Ports, store::StoreError},
};

/// Which picture of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSlot {
    /// The square one beside the name.
    Avatar,
    /// The wide one behind it.
    Cover,
}

/// Why the picture stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangePictureError {
    /// The file was not taken.
    #[error(transparent)]
    Upload(#[from] UploadMediaError),
    /// The account is gone since the request was authenticated.
    #[error("no such profile")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets and removes the pictures of one's own profile. The one before is erased.
#[derive(Clone)]
pub struct ChangePicture {
    ports: Ports,
    avatar: SinglePicture,
    cover: SinglePicture,
}

impl ChangePicture {
    pub(super) fn new(ports: Ports, media: &MediaCases) -> Self {
        Self {
            ports,
            avatar: SinglePicture::new(Purpose::Avatar, media),
            cover: SinglePicture::new(Purpose::Cover, media),
        }
    }

    /// Sets the picture in `slot` to what is in `file`. An avatar is cut to the square in its middle.
    pub async fn set(
        &self,
        actor: &Actor,
        slot: PictureSlot,
        file: Bytes,
    ) -> Result<ProfileView, ChangePictureError> {
        let picture = self.single(slot).take_in(actor, file).await?;
        self.replace(actor, slot, Some(picture)).await
    }

    /// Removes the picture in `slot`; fine when there is none.
    pub async fn remove(
        &self,
        actor: &Actor,
        slot: PictureSlot,
    ) -> Result<ProfileView, ChangePictureError> {
        self.replace(actor, slot, None).await
    }

    const fn single(&self, slot: PictureSlot) -> &SinglePicture {
        match slot {
            PictureSlot::Avatar => &self.avatar,
            PictureSlot::Cover => &self.cover,
        }
    }

    async fn replace(
        &self,
        actor: &Actor,
        slot: PictureSlot,
        picture: Option<MediaId>,
    ) -> Result<ProfileView, ChangePictureError> {
        let now = self.ports.clock.now();
        let mut tx = self.ports.store.write().await?;
        let profile = tx
            .profile_to_change(actor.user)
            .await?
            .ok_or(ChangePictureError::NotFound)?;
        let before = match slot {
            PictureSlot::Avatar => profile.summary.avatar,
            PictureSlot::Cover => profile.cover,
        };
        let single = self.single(slot);
        if !single.attach(tx.as_mut(), actor.user, picture).await? {
            return Err(ChangePictureError::NotFound);
        }
        tx.set_picture(actor.user, slot, picture, now).await?;
        tx.erase_media(before.as_slice()).await?;
        tx.emit(Event::ProfileChanged { user: actor.user }).await?;
        let view = view_of(tx.as_mut(), actor.user, actor.user, Relation::Myself)
            .await?
            .ok_or(ChangePictureError::NotFound)?;
        tx.commit().await?;
        single.erase_bytes(before).await;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::{
            ImageError, Kind,
            fixture::{MockCodec, MockFiles, actor, media_ports, ports, rendered},
        },
        profiles::fixture::{ada, counted},
        testing::{MockStore, MockTx},
    };

    fn with_avatar(tx: &mut MockTx) {
        let painted = || {
            let mut profile = ada();
            profile.summary.avatar = Some(MediaId::new(50));
            profile
        };
        tx.expect_profile_to_change()
            .returning(move |_| Ok(Some(painted())));
        tx.expect_profile_of()
            .returning(move |_| Ok(Some(painted())));
        counted(tx, 0);
        tx.expect_emit().returning(|_| Ok(()));
        tx.expect_erase_media()
            .times(1)
            .withf(|ids| ids == [MediaId::new(50)])
            .returning(|_| Ok(()));
        tx.expect_commit().times(1).returning(|| Ok(()));
    }

    fn changing(store: MockStore, codec: MockCodec, files: MockFiles) -> ChangePicture {
        let ports = ports(store);
        ChangePicture::new(
            ports.clone(),
            &MediaCases::new(&ports, &media_ports(codec, files)),
        )
    }

    #[tokio::test]
    async fn a_new_avatar_takes_the_place_and_the_old_one_goes() {
        let mut store = MockStore::new();
        let mut round = 0;
        store.expect_write().times(2).returning(move || {
            round += 1;
            let mut tx = MockTx::new();
            if round == 1 {
                tx.expect_insert_media()
                    .withf(|media, _| media.purpose == Purpose::Avatar)
                    .returning(|_, _| Ok(()));
                tx.expect_emit().returning(|_| Ok(()));
                tx.expect_commit().returning(|| Ok(()));
            } else {
                with_avatar(&mut tx);
                tx.expect_attach_media()
                    .withf(|owner, purpose, _| owner.get() == 3 && *purpose == Purpose::Avatar)
                    .returning(|_, _, _| Ok(vec![]));
                tx.expect_set_picture()
                    .withf(|_, slot, picture, _| *slot == PictureSlot::Avatar && picture.is_some())
                    .returning(|_, _, _, _| Ok(()));
            }
            Ok(Box::new(tx))
        });
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .returning(|_, _| Ok(rendered(Kind::Image)));
        let mut files = MockFiles::new();
        files.expect_put().returning(|_, _| Ok(()));
        files
            .expect_remove_all()
            .times(1)
            .withf(|id| id.get() == 50)
            .returning(|_| Ok(()));
        changing(store, codec, files)
            .set(&actor(3), PictureSlot::Avatar, Bytes::from_static(b"file"))
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn removing_empties_the_place() {
        let store = MockStore::writing(|tx| {
            with_avatar(tx);
            tx.expect_set_picture()
                .withf(|_, _, picture, _| picture.is_none())
                .returning(|_, _, _, _| Ok(()));
        });
        let mut files = MockFiles::new();
        files.expect_remove_all().times(1).returning(|_| Ok(()));
        changing(store, MockCodec::new(), files)
            .remove(&actor(3), PictureSlot::Avatar)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_refused_file_leaves_the_old_picture() {
        let mut codec = MockCodec::new();
        codec
            .expect_render()
            .returning(|_, _| Err(ImageError::Corrupt));
        let answer = changing(MockStore::untouched(), codec, MockFiles::new())
            .set(&actor(3), PictureSlot::Cover, Bytes::new())
            .await;
        assert!(matches!(
            answer,
            Err(ChangePictureError::Upload(UploadMediaError::Image(
                ImageError::Corrupt
            )))
        ));
    }
}
