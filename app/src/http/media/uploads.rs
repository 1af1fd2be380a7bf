//! One's own uploads as their owner sees them.

use kith_core::media::{OwnUpload, UploadsTotal, UsedIn};
use poem_openapi::{Enum, Object};
use serde::Serialize;

use super::MediaDto;
use crate::http::{
    paging::PageOf,
    values::{Id, Moment},
};

/// What an upload is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize)]
#[oai(rename = "UploadUseKind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum UseKindDto {
    /// It is in a post.
    Post,
    /// It is in a comment.
    Comment,
    /// It is the profile picture.
    Avatar,
    /// It is the wide picture of the profile.
    Cover,
    /// It is the wide picture above a group.
    Banner,
    /// It is the picture of an event.
    Event,
}

/// Where an upload is used.
#[derive(Debug, Clone, PartialEq, Eq, Object, Serialize)]
#[oai(rename = "UploadUse")]
pub struct UseDto {
    /// What for.
    pub kind: UseKindDto,
    /// The post it is in, or that the comment is on.
    pub post_id: Option<Id>,
    /// The comment it is in.
    pub comment_id: Option<Id>,
}

/// An upload of one's own.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "OwnUpload")]
pub struct OwnUploadDto {
    /// The picture or video.
    pub media: MediaDto,
    /// What is stored of it, in bytes.
    pub bytes: u64,
    /// When it was uploaded.
    pub created_at: Moment,
    /// Where it is used; null when it is attached to nothing.
    pub used_in: Option<UseDto>,
    /// When it is removed unless it is attached to something before; null when it is in use.
    pub goes_at: Option<Moment>,
}

/// A page of one's own uploads.
#[derive(Debug, Clone, PartialEq, Object, Serialize)]
#[oai(rename = "UploadsPage")]
pub struct UploadsPageDto {
    /// What the page holds, newest first.
    pub items: Vec<OwnUploadDto>,
    /// Where the next page starts; null on the last one.
    pub next_cursor: Option<String>,
    /// How many uploads there are altogether.
    pub total_count: u64,
    /// What is stored of all of them, in bytes.
    pub total_bytes: u64,
}

impl UploadsPageDto {
    pub(super) fn new(page: PageOf<OwnUploadDto>, total: UploadsTotal) -> Self {
        Self {
            items: page.items,
            next_cursor: page.next_cursor,
            total_count: total.count,
            total_bytes: total.bytes,
        }
    }
}

impl From<OwnUpload> for OwnUploadDto {
    fn from(upload: OwnUpload) -> Self {
        Self {
            bytes: upload.bytes,
            created_at: upload.media.created_at.into(),
            goes_at: upload.goes_at().map(Into::into),
            used_in: upload.used_in.map(Into::into),
            media: upload.media.into(),
        }
    }
}

impl From<UsedIn> for UseDto {
    fn from(used: UsedIn) -> Self {
        let (kind, post, comment) = match used {
            UsedIn::Post(post) => (UseKindDto::Post, Some(post), None),
            UsedIn::Comment { comment, post } => (UseKindDto::Comment, Some(post), Some(comment)),
            UsedIn::Avatar => (UseKindDto::Avatar, None, None),
            UsedIn::Cover => (UseKindDto::Cover, None, None),
            UsedIn::Banner => (UseKindDto::Banner, None, None),
            UsedIn::Event => (UseKindDto::Event, None, None),
        };
        Self {
            kind,
            post_id: post.map(Id::from),
            comment_id: comment.map(Id::from),
        }
    }
}
