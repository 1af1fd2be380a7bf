//! The picture of an event.

use bytes::Bytes;

use super::{
    edit::changed,
    event::GroupEvent,
    refusal::{EventRefusal, open_event_run_by},
    view::EventView,
};
use crate::{
    media::{MediaCases, Purpose, SinglePicture, UploadMediaError},
    shared::{
        actor::Actor,
        event::Event,
        id::{EventId, MediaId},
        ports::Ports,
        store::StoreError,
    },
};

/// Why the picture stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeEventImageError {
    /// The file was not taken.
    #[error(transparent)]
    Upload(#[from] UploadMediaError),
    /// The event is not theirs to change, or closed.
    #[error(transparent)]
    Refused(#[from] EventRefusal),
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets and removes the picture of an event. The one before is erased.
#[derive(Clone)]
pub struct ChangeEventImage {
    ports: Ports,
    picture: SinglePicture,
}

impl ChangeEventImage {
    /// The use case on these ports, with what is done with pictures.
    #[must_use]
    pub fn new(ports: Ports, media: &MediaCases) -> Self {
        Self {
            ports,
            picture: SinglePicture::new(Purpose::Event, media),
        }
    }

    /// Sets the picture to what is in `file`.
    #[tracing::instrument(name = "events.set_image", skip_all, fields(%event))]
    pub async fn set(
        &self,
        actor: &Actor,
        event: EventId,
        file: Bytes,
    ) -> Result<EventView, ChangeEventImageError> {
        // Nothing is made of a picture for somebody else's event.
        self.check(actor, event).await?;
        let picture = self.picture.take_in(actor, file).await?;
        self.replace(actor, event, Some(picture)).await
    }

    /// Removes the picture; fine when there is none.
    #[tracing::instrument(name = "events.remove_image", skip_all, fields(%event))]
    pub async fn remove(
        &self,
        actor: &Actor,
        event: EventId,
    ) -> Result<EventView, ChangeEventImageError> {
        self.replace(actor, event, None).await
    }

    async fn check(&self, actor: &Actor, event: EventId) -> Result<(), ChangeEventImageError> {
        let mut tx = self.ports.store.read().await?;
        let now = self.ports.clock.now();
        let view = tx
            .event_for(actor.user, event, now)
            .await?
            .ok_or(EventRefusal::NotFound)?;
        view.event.open_at(now).map_err(EventRefusal::from)?;
        if view.rights.edit {
            Ok(())
        } else {
            Err(EventRefusal::NotAllowed.into())
        }
    }

    async fn replace(
        &self,
        actor: &Actor,
        id: EventId,
        image: Option<MediaId>,
    ) -> Result<EventView, ChangeEventImageError> {
        let mut tx = self.ports.store.write().await?;
        let now = self.ports.clock.now();
        let before = open_event_run_by(tx.as_mut(), actor, id, now).await??;
        let attached = self.picture.attach(tx.as_mut(), actor.user, image).await?;
        if !attached {
            return Err(EventRefusal::NotFound.into());
        }
        if image != before.image {
            let after = GroupEvent {
                image,
                ..before.clone()
            };
            tx.update_event(&changed(&before, after, now)).await?;
            tx.erase_media(before.image.as_slice()).await?;
            let is_moved = false;
            tx.emit(Event::EventEdited { id, is_moved }).await?;
        }
        let view = tx
            .event_for(actor.user, id, now)
            .await?
            .ok_or(EventRefusal::NotFound)?;
        tx.commit().await?;
        self.picture.erase_bytes(before.image).await;
        Ok(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        events::fixtures::{EVENT, rehearsal, view_of},
        groups::Standing,
        media::fixture::{MockCodec, MockFiles, actor, media_ports, ports},
        posts::fixtures::AUTHOR,
        testing::MockStore,
    };

    fn image(store: MockStore, files: MockFiles) -> ChangeEventImage {
        let ports = ports(store);
        let media = media_ports(MockCodec::new(), files);
        ChangeEventImage::new(ports.clone(), &MediaCases::new(&ports, &media))
    }

    #[tokio::test]
    async fn removing_erases_what_was_there() {
        let store = MockStore::writing(|tx| {
            tx.expect_event_to_change().returning(|_, _| {
                let event = GroupEvent {
                    image: Some(MediaId::new(50)),
                    ..rehearsal()
                };
                Ok(Some((event, Standing::Member)))
            });
            tx.expect_update_event()
                .withf(|event| event.image.is_none() && event.sequence == 1)
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_erase_media()
                .withf(|ids| ids == [MediaId::new(50)])
                .times(1)
                .returning(|_| Ok(()));
            tx.expect_emit().times(1).returning(|_| Ok(()));
            tx.expect_event_for()
                .returning(|viewer, id, _| Ok(Some(view_of(id, viewer))));
            tx.expect_commit().times(1).returning(|| Ok(()));
        });
        let mut files = MockFiles::new();
        files
            .expect_remove_all()
            .times(1)
            .withf(|id| id.get() == 50)
            .returning(|_| Ok(()));
        image(store, files)
            .remove(&actor(AUTHOR), EVENT)
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn a_picture_for_somebody_elses_event_is_not_even_looked_at() {
        let store = MockStore::reading(|tx| {
            tx.expect_event_for().returning(|viewer, id, _| {
                let mut view = view_of(id, viewer);
                view.rights.edit = false;
                Ok(Some(view))
            });
        });
        let refused = image(store, MockFiles::new())
            .set(&actor(AUTHOR + 1), EVENT, Bytes::from_static(b"file"))
            .await;
        assert!(matches!(
            refused,
            Err(ChangeEventImageError::Refused(EventRefusal::NotAllowed))
        ));
    }
}
