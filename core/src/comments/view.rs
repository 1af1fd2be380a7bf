//! A comment as it is shown.

use super::{comment::CommentText, discussed::DiscussedPost};
use crate::{
    media::Media,
    profiles::UserSummary,
    shared::{
        clock::Timestamp,
        id::{CommentId, MediaId, UserId},
        page::Page,
        store::{StoreError, Tx},
    },
};

/// The most comments above another that are shown with it.
pub const ANCESTORS_MAX: u32 = 50;

/// A comment as the store finds it for a viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundComment {
    /// Its id.
    pub id: CommentId,
    /// What it is on.
    pub post: DiscussedPost,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// How many comments are above it.
    pub depth: u32,
    /// When it was published.
    pub created_at: Timestamp,
    /// How many answer it directly, as far as the viewer finds them.
    pub replies: u64,
    /// What it says; `None` when only its place is left.
    pub said: Option<Said>,
    /// What it is worth in the order of relevance.
    pub relevance: i64,
}

/// Who said what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub author: UserSummary,
    /// What.
    pub text: CommentText,
    /// The picture.
    pub picture: Option<MediaId>,
    /// When text or picture last changed.
    pub edited_at: Option<Timestamp>,
}

/// What the viewer may do with a comment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CommentPermissions {
    /// Change it.
    pub edit: bool,
    /// Delete it, and restore it for a while.
    pub delete: bool,
    /// Answer it.
    pub reply: bool,
}

/// A comment with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentView {
    /// The comment.
    pub found: FoundComment,
    /// Its picture.
    pub media: Option<Media>,
    /// What the viewer may do.
    pub can: CommentPermissions,
}

/// A comment and what is above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentInThread {
    /// The comment.
    pub comment: CommentView,
    /// The nearest [`ANCESTORS_MAX`] above it, the outermost first.
    pub ancestors: Vec<CommentView>,
}

impl CommentView {
    fn new(viewer: UserId, found: FoundComment) -> Self {
        let can = match &found.said {
            None => CommentPermissions::default(),
            Some(said) => {
                let own = said.author.id == viewer;
                CommentPermissions {
                    edit: own,
                    delete: own || found.post.author == viewer,
                    reply: found.post.takes_comments_of(viewer),
                }
            }
        };
        Self {
            found,
            media: None,
            can,
        }
    }

    fn picture(&self) -> Option<MediaId> {
        self.found.said.as_ref().and_then(|said| said.picture)
    }
}

/// Comments that were found for `viewer`, with their pictures: one statement more, or none where there is no picture.
pub(super) async fn show_all(
    tx: &mut dyn Tx,
    viewer: UserId,
    found: Vec<FoundComment>,
) -> Result<Vec<CommentView>, StoreError> {
    let mut views: Vec<CommentView> = found
        .into_iter()
        .map(|found| CommentView::new(viewer, found))
        .collect();
    let pictures: Vec<MediaId> = views.iter().filter_map(CommentView::picture).collect();
    if pictures.is_empty() {
        return Ok(views);
    }
    for media in tx.media_by_ids(&pictures).await? {
        if let Some(view) = views
            .iter_mut()
            .find(|view| view.picture() == Some(media.id))
        {
            view.media = Some(media);
        }
    }
    Ok(views)
}

/// A page of comments that were found for `viewer`.
pub(super) async fn show_page<K>(
    tx: &mut dyn Tx,
    viewer: UserId,
    page: Page<FoundComment, K>,
) -> Result<Page<CommentView, K>, StoreError> {
    Ok(Page {
        items: show_all(tx, viewer, page.items).await?,
        next: page.next,
    })
}

/// The comment as `viewer` sees it; `None` when they do not.
pub(super) async fn show_one(
    tx: &mut dyn Tx,
    viewer: UserId,
    comment: CommentId,
) -> Result<Option<CommentView>, StoreError> {
    let found = tx.comment_with_ancestors(viewer, comment, 0).await?;
    Ok(show_all(tx, viewer, found).await?.pop())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        comments::fixtures::{COMMENTER, found, picture},
        posts::{CommentPolicy, fixtures::AUTHOR},
        testing::MockTx,
    };

    async fn can(viewer: i64, found: FoundComment) -> [bool; 3] {
        let viewer = UserId::new(viewer);
        let shown = show_all(&mut MockTx::new(), viewer, vec![found]).await;
        let can = shown.unwrap()[0].can;
        [can.edit, can.delete, can.reply]
    }

    #[tokio::test]
    async fn its_author_edits_it_and_the_author_of_the_post_deletes_it() {
        assert_eq!(can(COMMENTER, found(1)).await, [true, true, true]);
        assert_eq!(can(AUTHOR, found(1)).await, [false, true, true]);
        assert_eq!(can(99, found(1)).await, [false, false, true]);
    }

    #[tokio::test]
    async fn where_nobody_may_comment_nobody_answers() {
        let mut closed = found(1);
        closed.post.policy = CommentPolicy::Nobody;
        assert_eq!(can(COMMENTER, closed).await, [true, true, false]);
    }

    #[tokio::test]
    async fn with_a_place_that_is_left_nothing_can_be_done() {
        let left = FoundComment {
            said: None,
            ..found(1)
        };
        assert_eq!(can(AUTHOR, left).await, [false; 3]);
    }

    #[tokio::test]
    async fn the_pictures_of_all_cost_one_statement() {
        let showing = |id: i64| {
            let mut found = found(id);
            let said = found.said.as_mut().unwrap();
            said.picture = Some(MediaId::new(id * 10));
            found
        };
        let mut tx = MockTx::new();
        tx.expect_media_by_ids()
            .withf(|ids| ids.iter().map(|id| id.get()).eq([10, 30]))
            .times(1)
            .returning(|ids| Ok(ids.iter().rev().map(|id| picture(id.get())).collect()));
        let all = vec![showing(1), found(2), showing(3)];
        let views = show_all(&mut tx, UserId::new(COMMENTER), all)
            .await
            .unwrap();
        let shown: Vec<_> = views
            .iter()
            .map(|view| view.media.as_ref().map(|media| media.id.get()))
            .collect();
        assert_eq!(shown, [Some(10), None, Some(30)]);
    }
}
