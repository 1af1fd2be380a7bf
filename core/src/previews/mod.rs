//! Previews of the pages that posts link to.
//!
//! [`PreviewsFollow`] hears of posts and waits for the preview of the first address in each; a job has [`FetchPreview`]
//! read the page. A reader sees the preview from the next look at the post on, and nothing where none came.

mod address;
mod fetch;
mod follow;
mod ports;
mod preview;
mod show;

pub use address::first_address;
pub use fetch::{FetchPreview, FetchPreviewError};
pub use follow::PreviewsFollow;
pub(crate) use follow::forget_left_address;
pub use ports::{
    AwaitedPreview, FoundPage, LinkingPost, NewPreview, PreviewRepo, ReadPage, ReadPageError,
    Sought,
};
pub use preview::{DESCRIPTION_LENGTH, LinkPreview, PageWords, TITLE_LENGTH};
pub use show::{ShowPreview, ShowPreviewError};

use crate::shared::ports::Ports;

/// What authors do with previews.
pub struct Previews {
    /// Take one away, or show it again.
    pub show: ShowPreview,
}

impl Previews {
    /// The use cases over these ports.
    #[must_use]
    pub fn new(ports: &Ports) -> Self {
        Self {
            show: ShowPreview::new(ports.clone()),
        }
    }
}
