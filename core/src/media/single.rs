//! The one picture of something: of a profile, a group, an event.

use bytes::Bytes;

use super::{EraseBytes, MediaCases, NewUpload, Purpose, UploadMedia, UploadMediaError};
use crate::shared::{
    actor::Actor,
    id::{MediaId, UserId},
    store::{StoreError, Tx},
};

/// Puts a picture in the place of another, in this order: [`take_in`](Self::take_in) before the transaction, and in it
/// [`attach`](Self::attach), storing where it belongs, and [`MediaRepo::erase_media`](super::MediaRepo::erase_media) of the
/// one before; after the commit [`erase_bytes`](Self::erase_bytes) of that one. A crash leaves an upload that is attached to
/// nothing, or files without a row: the sweep removes both.
#[derive(Clone)]
pub struct SinglePicture {
    purpose: Purpose,
    upload: UploadMedia,
    erase: EraseBytes,
}

impl SinglePicture {
    /// Pictures for this `purpose`.
    #[must_use]
    pub fn new(purpose: Purpose, media: &MediaCases) -> Self {
        Self {
            purpose,
            upload: media.upload.clone(),
            erase: media.erase.clone(),
        }
    }

    /// Makes an upload of `file`.
    pub async fn take_in(&self, actor: &Actor, file: Bytes) -> Result<MediaId, UploadMediaError> {
        let upload = NewUpload {
            file,
            alt_text: String::new(),
            purpose: self.purpose,
            key: None,
        };
        Ok(self.upload.run(actor, upload).await?.id)
    }

    /// Binds the upload that is to be shown, if one is; `false` when it is there no longer.
    pub async fn attach(
        &self,
        tx: &mut dyn Tx,
        owner: UserId,
        picture: Option<MediaId>,
    ) -> Result<bool, StoreError> {
        let Some(picture) = picture else {
            return Ok(true);
        };
        let refused = tx.attach_media(owner, self.purpose, &[picture]).await?;
        Ok(refused.is_empty())
    }

    /// Removes the files of the one before, if there was one.
    pub async fn erase_bytes(&self, before: Option<MediaId>) {
        self.erase.run(before.as_slice()).await;
    }
}
