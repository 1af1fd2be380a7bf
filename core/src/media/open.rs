//! Opening the bytes of a rendition.

use std::sync::Arc;

use bytes::Bytes;

use super::{BytesError, MediaBytes, Part, Variant, VariantName};
use crate::shared::{actor::Actor, id::MediaId, ports::Ports, store::StoreError};

/// Why there are no bytes.
#[derive(Debug, thiserror::Error)]
pub enum OpenMediaError {
    /// There is no such picture or rendition, or the asking member may not see it.
    #[error("no such picture")]
    NotFound,
    /// Storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens renditions for those who may see what the picture belongs to. The question is asked each time, so that a post
/// that was narrowed or deleted takes its pictures along at once.
#[derive(Clone)]
pub struct OpenMedia {
    ports: Ports,
    bytes: Arc<dyn MediaBytes>,
}

impl OpenMedia {
    pub(super) fn new(ports: Ports, bytes: Arc<dyn MediaBytes>) -> Self {
        Self { ports, bytes }
    }

    /// The rendition `name`, or the largest still one of a picture that is smaller than that.
    pub async fn run(
        &self,
        actor: &Actor,
        id: MediaId,
        name: VariantName,
    ) -> Result<OpenedMedia, OpenMediaError> {
        let mut tx = self.ports.store.read().await?;
        let media = tx
            .visible_media(actor.user, id)
            .await?
            .ok_or(OpenMediaError::NotFound)?;
        let variant = media
            .rendition(name)
            .ok_or(OpenMediaError::NotFound)?
            .clone();
        Ok(OpenedMedia {
            id,
            variant,
            bytes: self.bytes.clone(),
        })
    }
}

/// A rendition that its viewer may have.
#[derive(Clone)]
pub struct OpenedMedia {
    /// The picture.
    pub id: MediaId,
    /// The rendition: its size in bytes and its digest.
    pub variant: Variant,
    bytes: Arc<dyn MediaBytes>,
}

impl OpenedMedia {
    /// At most `length` bytes from `offset`. A file that is missing although its row is there is an error.
    pub async fn read(&self, offset: u64, length: u64) -> Result<Bytes, BytesError> {
        let part = Part::Rendition(self.variant.name);
        let missing = || {
            BytesError(
                format!(
                    "the {} of picture {} is missing",
                    self.variant.name.as_str(),
                    self.id
                )
                .into(),
            )
        };
        self.bytes
            .read(self.id, part, offset, length)
            .await?
            .ok_or_else(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        media::fixture::{MockFiles, actor, ports, still},
        testing::MockStore,
    };

    fn opening(found: bool, files: MockFiles) -> OpenMedia {
        let store = MockStore::reading(move |tx| {
            tx.expect_visible_media()
                .returning(move |_, id| Ok(found.then(|| still(id.get(), 3))));
        });
        OpenMedia::new(ports(store), Arc::new(files))
    }

    #[tokio::test]
    async fn bytes_of_the_rendition_that_is_there_are_read() {
        let mut files = MockFiles::new();
        files
            .expect_read()
            .withf(|id, part, offset, length| {
                (id.get(), *part, *offset, *length)
                    == (9, Part::Rendition(VariantName::Small), 2, 5)
            })
            .returning(|_, _, _, _| Ok(Some(Bytes::from_static(b"bytes"))));
        let opened = opening(true, files)
            .run(&actor(3), MediaId::new(9), VariantName::Large)
            .await
            .unwrap();
        assert_eq!(opened.read(2, 5).await.unwrap(), "bytes");
    }

    #[tokio::test]
    async fn invisible_pictures_and_missing_renditions_do_not_exist() {
        for (found, name) in [(false, VariantName::Small), (true, VariantName::Animated)] {
            let answer = opening(found, MockFiles::new())
                .run(&actor(3), MediaId::new(9), name)
                .await;
            assert!(matches!(answer, Err(OpenMediaError::NotFound)));
        }
    }

    #[tokio::test]
    async fn a_lost_file_is_a_failure_not_an_empty_picture() {
        let mut files = MockFiles::new();
        files.expect_read().returning(|_, _, _, _| Ok(None));
        let opened = opening(true, files)
            .run(&actor(3), MediaId::new(9), VariantName::Thumb)
            .await
            .unwrap();
        assert!(opened.read(0, 5).await.is_err());
    }
}
