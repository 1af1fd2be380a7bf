//! What this feature needs from the outside.

use async_trait::async_trait;
use bytes::Bytes;

use super::preview::{LinkPreview, PageWords};
use crate::{
    posts::PostText,
    shared::{
        id::{MediaId, PostId, UserId},
        store::StoreError,
    },
};

/// A post, as far as its preview is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkingPost {
    /// What it says.
    pub text: PostText,
    /// How far the preview of its first address is; `None` where nobody has looked for one yet.
    pub sought: Option<Sought>,
}

/// How far a preview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// It is waited for.
    Awaited,
    /// It is there, or there is none, or its author took it away.
    Settled,
}

/// What is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwaitedPreview {
    /// Who wrote the post.
    pub author: UserId,
    /// The address in it.
    pub address: String,
}

/// What is stored of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPreview {
    /// The address as browsers write it.
    pub url: String,
    /// The host in it.
    pub host: String,
    /// What the page says.
    pub words: PageWords,
    /// Its picture, an upload of the author's for this purpose.
    pub image: Option<MediaId>,
}

/// Stored previews, part of the unit of work. A preview goes with its post: see
/// [`PostRepo::erase_content`](crate::posts::PostRepo::erase_content).
#[async_trait]
pub trait PreviewRepo: Send {
    /// The post as it is now, unless it is deleted.
    async fn linking_post(&mut self, post: PostId) -> Result<Option<LinkingPost>, StoreError>;

    /// As [`linking_post`](Self::linking_post); what it says does not change until this transaction ends, which is to be
    /// soon: whoever changes the post or takes part in it may wait for that.
    async fn hold_linking_post(&mut self, post: PostId) -> Result<Option<LinkingPost>, StoreError>;

    /// Waits for the preview of `address`, for a `post` that has none.
    async fn await_preview(&mut self, post: PostId, address: &str) -> Result<(), StoreError>;

    /// Forgets the preview of `post`, or that one is waited for. A picture that it had becomes a free upload, which is
    /// removed in time.
    async fn forget_preview(&mut self, post: PostId) -> Result<(), StoreError>;

    /// What is waited for; `None` when the preview is there, was given up or taken away, and when the post is deleted.
    async fn awaited_preview(&mut self, post: PostId)
    -> Result<Option<AwaitedPreview>, StoreError>;

    /// Stores what was waited for: the preview of `address`. `false` when that is not waited for any more, or the picture
    /// is no free upload of the author's: do not commit.
    async fn keep_preview(
        &mut self,
        post: PostId,
        address: &str,
        preview: &NewPreview,
    ) -> Result<bool, StoreError>;

    /// Waits for the preview of `address` no longer: there is none.
    async fn give_up_preview(&mut self, post: PostId, address: &str) -> Result<(), StoreError>;

    /// Takes the preview from `post` by `author`, or shows it again; nothing happens where there is none. `false` when
    /// `author` has no such post.
    async fn show_preview(
        &mut self,
        author: UserId,
        post: PostId,
        is_shown: bool,
    ) -> Result<bool, StoreError>;

    /// The previews that `posts` show. Whether the posts may be seen is not asked again: pass posts that were read for the
    /// viewer.
    async fn previews_of(
        &mut self,
        posts: &[PostId],
    ) -> Result<Vec<(PostId, LinkPreview)>, StoreError>;
}

/// A page as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPage {
    /// Its address, as browsers write it: the one that was asked for, wherever that led.
    pub url: String,
    /// The host in it.
    pub host: String,
    /// Its title, as it is written there; may be empty.
    pub title: String,
    /// What it says that it is about; may be empty.
    pub description: String,
    /// The file of the picture it offers. Nothing is known of it.
    pub image: Option<Bytes>,
}

/// Why a page was not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadPageError {
    /// It will not be read: not on the public net, not there, not a page. The text is for the log only.
    #[error("not to be read: {0}")]
    Refused(String),
    /// It may be read later: no answer in time, or one that says so.
    #[error("not read now: {0}")]
    Failed(String),
}

/// Reads pages of the public net: at most a few redirects, so many bytes and so long as one can wait; never an address
/// that is not public, whatever leads there.
#[async_trait]
pub trait ReadPage: Send + Sync {
    /// The page at this address.
    async fn read(&self, address: &str) -> Result<FoundPage, ReadPageError>;
}
