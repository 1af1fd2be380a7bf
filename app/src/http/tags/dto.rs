//! Tags and mentions as clients see them.

use kith_core::tags::{Mention, Tag, TagView};
use poem_openapi::Object;
use serde::Serialize;

use crate::http::profiles::UserSummaryDto;

/// Somebody whom a text mentions.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "Mention")]
pub struct MentionDto {
    /// Who, as they are called now.
    #[oai(flatten)]
    #[serde(flatten)]
    pub user: UserSummaryDto,
    /// The handle that stands in the text, in lower case. Theirs when it was written.
    pub written: String,
}

impl From<Mention> for MentionDto {
    fn from(mention: Mention) -> Self {
        Self {
            user: mention.user.into(),
            written: mention.written,
        }
    }
}

/// A tag in a list.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "TagSummary")]
pub struct TagSummaryDto {
    /// The tag, without the `#`, in the form that is compared.
    pub tag: String,
}

impl From<Tag> for TagSummaryDto {
    fn from(tag: Tag) -> Self {
        Self {
            tag: tag.as_str().to_owned(),
        }
    }
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Object)]
#[oai(rename = "Tag")]
pub struct TagDto {
    /// The tag, without the `#`, in the form that is compared.
    pub tag: String,
    /// Whether one follows it.
    pub following: bool,
    /// How many posts its feed holds for one, counted up to 100.
    pub post_count: u32,
}

impl From<TagView> for TagDto {
    fn from(view: TagView) -> Self {
        Self {
            tag: view.tag.as_str().to_owned(),
            following: view.following,
            post_count: view.post_count,
        }
    }
}
