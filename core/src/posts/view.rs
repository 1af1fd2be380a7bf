//! A post as it is shown.

use super::post::Post;
use crate::{
    media::Media,
    profiles::UserSummary,
    shared::{
        id::{PostId, UserId},
        page::Page,
        store::{StoreError, Tx},
    },
};

/// A post and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthoredPost {
    /// The post.
    pub post: Post,
    /// Its author.
    pub author: UserSummary,
}

/// What the viewer may do with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is the answer to a question of its own"
)]
pub struct Permissions {
    /// Change it.
    pub edit: bool,
    /// Delete it, and restore it for a while.
    pub delete: bool,
    /// Share it.
    pub share: bool,
    /// Comment on it.
    pub comment: bool,
}

/// A post with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostView {
    /// The post.
    pub post: Post,
    /// Its author.
    pub author: UserSummary,
    /// Its pictures, in order.
    pub media: Vec<Media>,
    /// What the viewer may do.
    pub can: Permissions,
}

impl PostView {
    fn new(viewer: UserId, found: AuthoredPost, media: Vec<Media>) -> Self {
        let own = found.post.author == viewer;
        let can = Permissions {
            edit: own,
            delete: own,
            share: false,
            comment: false,
        };
        Self {
            post: found.post,
            author: found.author,
            media,
            can,
        }
    }
}

/// The post as `viewer` sees it; `None` when they may not.
pub(super) async fn show_one(
    tx: &mut dyn Tx,
    viewer: UserId,
    post: PostId,
) -> Result<Option<PostView>, StoreError> {
    let Some(found) = tx.visible_post(viewer, post).await? else {
        return Ok(None);
    };
    let page = show_page(
        tx,
        viewer,
        Page {
            items: vec![found],
            next: None,
        },
    )
    .await?;
    Ok(page.items.into_iter().next())
}

/// A page of posts that were read for `viewer`, with their pictures: one statement more, or none when
/// there are no pictures.
pub async fn show_page(
    tx: &mut dyn Tx,
    viewer: UserId,
    page: Page<AuthoredPost>,
) -> Result<Page<PostView>, StoreError> {
    let with_pictures: Vec<PostId> = page
        .items
        .iter()
        .map(|found| &found.post)
        .filter(|post| post.picture_count > 0)
        .map(|post| post.id)
        .collect();
    let mut pictures = if with_pictures.is_empty() {
        Vec::new()
    } else {
        tx.post_pictures(&with_pictures).await?
    };
    Ok(page.map(|found| {
        let (own, others) = pictures
            .drain(..)
            .partition(|(post, _)| *post == found.post.id);
        pictures = others;
        PostView::new(
            viewer,
            found,
            own.into_iter()
                .map(|(_, media): (PostId, Media)| media)
                .collect(),
        )
    }))
}
