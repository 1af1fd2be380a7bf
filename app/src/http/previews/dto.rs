//! Previews as clients see them.

use kith_core::previews::LinkPreview;
use poem_openapi::Object;
use serde::Serialize;

use crate::http::media::MediaDto;

/// What the page behind the first address of a post says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "LinkPreview")]
pub struct LinkPreviewDto {
    /// The address.
    pub url: String,
    /// The host in it.
    pub host: String,
    /// The title of the page.
    pub title: String,
    /// What it says that it is about; may be empty.
    pub description: String,
    /// Its picture, as it is kept here.
    pub image: Option<MediaDto>,
}

impl From<LinkPreview> for LinkPreviewDto {
    fn from(preview: LinkPreview) -> Self {
        Self {
            url: preview.url,
            host: preview.host,
            title: preview.words.title,
            description: preview.words.description,
            image: preview.image.map(MediaDto::from),
        }
    }
}
