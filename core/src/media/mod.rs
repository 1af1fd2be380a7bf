//! Uploaded pictures and videos: what is accepted, what is made of it, who may have the bytes.
//!
//! Each is uploaded for one purpose and attached once, by its owner. Until then its owner alone sees it, and it is
//! removed after a day. Bytes are written before the row that names them and removed after it, so that a crash leaves
//! at most files without a row, which [`SweepUploads`] removes.

mod container;
mod delete;
mod describe;
mod erase;
mod file;
mod finish;
mod finish_video;
#[cfg(test)]
pub(crate) mod fixture;
mod keep;
mod open;
mod picture;
mod ports;
mod show;
mod single;
mod sweep;
mod upload;
mod upload_video;
mod uploads;
mod video;

pub use container::{CONTAINER_HEAD, Container};
pub use delete::{DeleteMedia, DeleteMediaError};
pub use describe::{DescribeMedia, DescribeMediaError};
pub use erase::EraseBytes;
pub use file::{FileHandle, StoredFile};
pub use finish::{FinishMedia, FinishMediaError};
pub use finish_video::{FinishVideo, FinishVideoError};
pub use open::{OpenMedia, OpenMediaError, OpenedMedia};
pub use picture::{Kind, Media, Purpose, Status, Variant, VariantName, Video, VideoFailure};
pub use ports::{
    BytesError, Crop, ImageCodec, ImageError, ImageLimits, MediaBytes, MediaPorts, MediaRepo, Part,
    PicturePlace, PostPicture, Rendered, Rendition,
};
pub use show::{ShowMedia, ShowMediaError};
pub use single::SinglePicture;
pub use sweep::{SweepUploads, SweepUploadsError};
pub use upload::{NewUpload, UploadMedia, UploadMediaError};
pub use upload_video::{NewVideo, UploadVideo};
pub use uploads::{ListUploads, OwnUpload, UploadsPage, UploadsTotal, UsedIn};
pub use video::{Inspected, Playable, Progress, VideoCodec, VideoError, VideoLimits, VideoPorts};

use crate::shared::ports::Ports;

/// The most characters a description has.
pub const ALT_TEXT_LENGTH: usize = 1_500;

/// The use cases of this feature.
#[derive(Clone)]
pub struct MediaCases {
    /// Takes a picture in.
    pub upload: UploadMedia,
    /// Takes a video in.
    pub upload_video: UploadVideo,
    /// Lists one's own uploads.
    pub uploads: ListUploads,
    /// Changes its description.
    pub describe: DescribeMedia,
    /// Shows what it is.
    pub show: ShowMedia,
    /// Opens the bytes of a rendition.
    pub open: OpenMedia,
    /// Removes one that is attached to nothing.
    pub delete: DeleteMedia,
    /// Makes the moving rendition.
    pub finish: FinishMedia,
    /// Makes a video playable.
    pub finish_video: FinishVideo,
    /// Removes what was abandoned.
    pub sweep: SweepUploads,
    /// Removes the bytes of pictures that were removed.
    pub erase: EraseBytes,
}

impl MediaCases {
    /// The use cases on these ports.
    #[must_use]
    pub fn new(ports: &Ports, media: &MediaPorts) -> Self {
        let erase = EraseBytes::new(media.bytes.clone());
        Self {
            upload: UploadMedia::new(ports.clone(), media.clone()),
            upload_video: UploadVideo::new(ports.clone(), media.clone()),
            uploads: ListUploads::new(ports.clone()),
            describe: DescribeMedia::new(ports.clone()),
            show: ShowMedia::new(ports.clone()),
            open: OpenMedia::new(ports.clone(), media.bytes.clone()),
            delete: DeleteMedia::new(ports.clone(), erase.clone()),
            finish: FinishMedia::new(ports.clone(), media.clone()),
            finish_video: FinishVideo::new(ports.clone(), media.clone()),
            sweep: SweepUploads::new(ports.clone(), media.bytes.clone(), erase.clone()),
            erase,
        }
    }
}
